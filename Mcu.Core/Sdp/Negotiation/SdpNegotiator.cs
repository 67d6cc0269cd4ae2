using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>
/// Offer and answer (RFC 3264) as pure functions: sound, the main picture, the slides and their floor. What is unknown or not wanted is refused
/// with port 0, SRTP (RFC 4568) and the slides among it. Keys last as long as the call.
/// </summary>
public static class SdpNegotiator
{
    /// <summary>Answers an offer, of a new call or within one; 488 when no line of it suits us.</summary>
    public static NegotiationResult Answer(SessionDescription offer, MediaCapabilities capabilities, NegotiatedSession? previous = null)
    {
        // RFC 3264 §8 and RFC 4028 §7.4: the same description again is a refresh and gets the same answer. Some peers
        // change it without raising the version, so the whole text counts.
        string remote = offer.ToString();
        if (previous is { OfferedByUs: false } && remote.Equals(previous.RemoteDescription, StringComparison.Ordinal))
        {
            return new NegotiationResult(previous with { IsRefresh = true });
        }

        SessionAnswer answer = SessionAnswer.To(offer, capabilities, previous);
        if (answer.Refusal is { } refusal && (previous is null || !answer.IsAllDisabledByOfferer))
        {
            return new NegotiationResult(refusal);
        }

        SessionDescription local = LocalDescriptions.Write(answer.Lines, capabilities, previous);
        return new NegotiationResult(new NegotiatedSession
        {
            LocalDescription = local.ToString(),
            RemoteDescription = remote,
            LocalOrigin = local.Origin,
            RemoteOrigin = offer.Origin,
            OfferedByUs = false,
            Audio = answer.Audio,
            Video = answer.Video,
            Slides = answer.Slides,
            Floor = answer.Floor,
        });
    }

    /// <summary>An offer: of a new call, or within one (also when a re-INVITE came without a description).</summary>
    public static SessionDescription Offer(MediaCapabilities capabilities, NegotiatedSession? previous = null)
    {
        List<MediaDescription> lines = previous is null ? [] : [.. LocalDescriptions.Read(previous).Media];
        int audio = previous?.Audio?.Line ?? lines.FindIndex(line => line.IsAudio);
        int video = previous?.Video?.Line ?? lines.FindIndex(line => line.IsVideo && !LineRoles.IsSlides(line));
        int slides = previous?.Slides?.Line ?? FindSecond(lines, video);
        int floor = previous?.Floor?.Line ?? lines.FindIndex(line => line.IsFloorControl);
        for (int i = 0; i < lines.Count; i++)
        {
            if (i != audio && i != video && i != slides && i != floor)
            {
                lines[i] = LocalDescriptions.Disabled(lines[i]);
            }
        }

        IReadOnlyList<CryptoAttribute> audioKeys = LineSecurity.Offer(capabilities.Srtp, previous?.Audio is null, previous?.Audio?.Srtp);
        IReadOnlyList<CryptoAttribute> videoKeys = LineSecurity.Offer(capabilities.Srtp, previous?.Video is null, previous?.Video?.Srtp);
        IReadOnlyList<CryptoAttribute> slidesKeys = LineSecurity.Offer(capabilities.Srtp, previous?.Slides is null, previous?.Slides?.Srtp);
        bool isRequired = capabilities.Srtp?.Policy == SrtpPolicy.Required;
        Place(lines, audio, capabilities.Audio, (ours, before) => OfferedLines.Audio(ours, before, audioKeys, isRequired));
        Place(lines, video, capabilities.Video, (ours, before) => OfferedLines.Video(ours, before, videoKeys, isRequired, VideoLabel.Main));
        Place(lines, slides, capabilities.Slides, (ours, before) => OfferedLines.Video(ours, before, slidesKeys, isRequired, VideoLabel.Slides));
        Place(lines, floor, capabilities.Slides is null ? null : capabilities.Floor, (ours, _) => FloorLine.Write(ours, VideoLabel.Slides.Label));
        return LocalDescriptions.Write(lines, capabilities, previous);
    }

    /// <summary>
    /// A session that another node had, on ports of ours; floor control ends, since that node knew the requests. Its local description is the offer that tells the peer so: the same
    /// session one version on, with the same formats, payload types and keys.
    /// </summary>
    /// <param name="local">The other node's description as it was sent last.</param>
    /// <param name="remote">The peer's.</param>
    /// <param name="offeredByUs">Whether <paramref name="local"/> was the offer.</param>
    /// <param name="address">The literal IP address where media is received.</param>
    /// <param name="audio">Where sound is received.</param>
    /// <param name="video">Where the picture is received.</param>
    /// <param name="slides">Where the slides are received; null: they end.</param>
    public static NegotiationResult Move(
        SessionDescription local, SessionDescription remote, bool offeredByUs, string address, RtpPorts audio, RtpPorts video, RtpPorts? slides = null)
    {
        SessionDescription moved = SessionMove.Move(local, remote, address, audio, video, slides);
        NegotiationResult result = Complete(moved, offeredByUs ? remote : SessionMove.Chosen(remote, local));
        return result.IsAccepted
            ? new NegotiationResult(result.Session with { RemoteDescription = remote.ToString(), OfferedByUs = offeredByUs })
            : result;
    }

    /// <summary>Our description once more, unchanged: the offer of a session refresh (RFC 4028 §7.4).</summary>
    public static SessionDescription Refresh(NegotiatedSession session) => LocalDescriptions.Read(session);

    /// <summary>Takes the peer's answer to our offer. A refusal means that nothing is left to send: ACK, then BYE.</summary>
    public static NegotiationResult Complete(SessionDescription ourOffer, SessionDescription theirAnswer, NegotiatedSession? previous = null)
    {
        SessionCompletion completion = SessionCompletion.Of(ourOffer, theirAnswer);
        if (completion.Refusal is { } refusal)
        {
            return new NegotiationResult(refusal);
        }

        string local = ourOffer.ToString();
        string remote = theirAnswer.ToString();
        return new NegotiationResult(new NegotiatedSession
        {
            LocalDescription = local,
            RemoteDescription = remote,
            LocalOrigin = ourOffer.Origin,
            RemoteOrigin = theirAnswer.Origin,
            OfferedByUs = true,
            IsRefresh = previous is not null
                && local.Equals(previous.LocalDescription, StringComparison.Ordinal)
                && remote.Equals(previous.RemoteDescription, StringComparison.Ordinal),
            Audio = completion.Audio,
            Video = completion.Video,
            Slides = completion.Slides,
            Floor = completion.Slides is null ? null : completion.Floor,
        });
    }

    /// <summary>Whether an offer has a line for slides, and does not refuse them itself.</summary>
    public static bool OffersSlides(SessionDescription offer, SrtpPolicy policy)
    {
        LineRole[] roles = LineRoles.Assign(offer, policy);
        return offer.Media.Where((line, i) => roles[i] == LineRole.Slides && line.Port != 0).Any();
    }

    /// <summary>Whether an offer has a line for floor control that we can serve.</summary>
    public static bool OffersFloor(SessionDescription offer) => offer.Media.Any(FloorLine.IsUsable);

    /// <summary>Whether a description of ours has slides.</summary>
    public static bool HasSlides(SessionDescription ours) => ours.Media.Any(line => line.Port != 0 && LineRoles.IsSlides(line));

    // The line of slides that are refused or over.
    private static int FindSecond(List<MediaDescription> lines, int video)
    {
        int labelled = lines.FindIndex(LineRoles.IsSlides);
        return labelled >= 0 || video < 0 ? labelled : lines.FindIndex(video + 1, line => line.IsVideo);
    }

    /// <summary>Puts our line where it was, or at the end (RFC 3264 §8: lines are never removed nor moved).</summary>
    private static void Place<T>(List<MediaDescription> lines, int index, T? capabilities, Func<T, MediaDescription?, MediaDescription> write)
        where T : class
    {
        if (index >= 0)
        {
            lines[index] = capabilities is null ? LocalDescriptions.Disabled(lines[index]) : write(capabilities, lines[index]);
        }
        else if (capabilities is not null)
        {
            lines.Add(write(capabilities, null));
        }
    }
}

using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>An offer answered line by line, with as many lines and in the same order (RFC 3264 §6).</summary>
internal sealed class SessionAnswer
{
    private readonly MediaDescription[] _lines;
    private SdpRefusal? _audioRefusal;
    private SdpRefusal? _videoRefusal;

    private SessionAnswer(int count) => _lines = new MediaDescription[count];

    public IReadOnlyList<MediaDescription> Lines => _lines;

    public NegotiatedAudio? Audio { get; private set; }

    public NegotiatedVideo? Video { get; private set; }

    public NegotiatedVideo? Slides { get; private set; }

    public NegotiatedFloor? Floor { get; private set; }

    /// <summary>The offer has port 0 in every line: it ends all streams and keeps the call.</summary>
    public bool IsAllDisabledByOfferer { get; private set; } = true;

    /// <summary>Why nothing of the offer suits us, or null when something does.</summary>
    public SdpRefusal? Refusal =>
        Audio is not null || Video is not null ? null : _audioRefusal ?? _videoRefusal ?? Refusals.MediaType;

    public static SessionAnswer To(SessionDescription offer, MediaCapabilities capabilities, NegotiatedSession? previous)
    {
        SessionAnswer answer = new(offer.Media.Count);
        LineRole[] roles = LineRoles.Assign(offer, capabilities.Srtp?.Policy ?? SrtpPolicy.Off);
        for (int i = 0; i < roles.Length; i++)
        {
            RemoteLine line = new(offer, offer.Media[i], i);
            answer._lines[i] = answer.AnswerLine(line, roles[i], capabilities, previous) ?? LocalDescriptions.Disabled(line.Media);
        }

        answer.AnswerFloor(offer, Array.IndexOf(roles, LineRole.FloorControl), capabilities);

        return answer;
    }

    // Last: the line of the slides may come after it.
    private void AnswerFloor(SessionDescription offer, int index, MediaCapabilities capabilities)
    {
        if (index < 0 || Slides is null || capabilities.Floor is not { } ours || !FloorLine.IsUsable(offer.Media[index]))
        {
            return;
        }

        MediaDescription line = FloorLine.Write(ours, _lines[Slides.Line].Label);
        Floor = FloorLine.Agree(new RemoteLine(offer, offer.Media[index], index), line, capabilities.Address);
        _lines[index] = Floor is null ? _lines[index] : line;
    }

    /// <summary>Our line, or null when it is refused.</summary>
    private MediaDescription? AnswerLine(RemoteLine line, LineRole role, MediaCapabilities capabilities, NegotiatedSession? previous)
    {
        if (line.Media.Port == 0)
        {
            return null;
        }

        IsAllDisabledByOfferer = false;
        switch (role)
        {
            case LineRole.Audio when capabilities.Audio is { } ours:
                (Audio, MediaDescription? audio, _audioRefusal) = AudioAnswerer.Answer(line, ours, capabilities, previous?.Audio?.Srtp);
                return audio;
            case LineRole.MainVideo when capabilities.Video is { } ours:
                VideoLabel? main = line.Media.Content is null ? null : VideoLabel.Main;
                (Video, MediaDescription? video, _videoRefusal) = VideoAnswerer.Answer(line, ours, capabilities, previous?.Video?.Srtp, main);
                return video;
            case LineRole.Slides when capabilities.Slides is { } ours:
                (Slides, MediaDescription? slides, _) = VideoAnswerer.Answer(line, ours, capabilities, previous?.Slides?.Srtp, VideoLabel.Slides);
                return slides;
            default:
                return null;
        }
    }
}

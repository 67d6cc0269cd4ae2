using System.Net;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>The media of one call. Made and closed by <see cref="MediaEngine"/>; belongs to the control loop.</summary>
public sealed class MediaLeg : IClosableMedia
{
    private readonly LegPicture? picture;

    internal MediaLeg(string site, LegPorts ports, LegSound? sound, LegPicture? picture)
    {
        Ports = ports;
        Site = site;
        (AudioSockets, Audio) = (sound?.Sockets, sound?.Stream);
        (VideoSockets, Video, this.picture) = (picture?.Sockets, picture?.Stream, picture);
    }

    /// <summary>The site's key.</summary>
    public string Site { get; }

    /// <summary>Its sockets; those of a medium that was refused are closed.</summary>
    public LegPorts Ports { get; }

    /// <summary>Its sound; none when that was refused.</summary>
    public AudioStream? Audio { get; }

    /// <summary>Its picture; none when that was refused.</summary>
    public VideoStream? Video { get; }

    /// <summary>What carries its sound; none when that was refused.</summary>
    public StreamSockets? AudioSockets { get; }

    /// <summary>What carries its picture; none when that was refused.</summary>
    public StreamSockets? VideoSockets { get; }

    /// <inheritdoc/>
    /// <remarks>The pacer loop has let go too: it encrypts.</remarks>
    public bool IsQuiet => (AudioSockets?.IsQuiet ?? true) && (picture?.IsQuiet ?? true);

    /// <summary>Hands the sockets to the receive loop.</summary>
    internal void Start(UdpReceiveLoop loop)
    {
        AudioSockets?.Start(loop, Audio!);
        VideoSockets?.Start(loop, Video!);
    }

    /// <inheritdoc/>
    public void Stop(MediaResources resources)
    {
        AudioSockets?.Stop(resources.Receive);
        picture?.Stop(resources);
    }

    /// <inheritdoc/>
    public bool IsUsedBy(ConferenceMedia conference) =>
        (Audio is not null && conference.Uses(Audio.Leg)) || (picture?.IsUsedBy(conference) ?? false);

    /// <inheritdoc/>
    public void Free(MediaResources resources, Instant now)
    {
        if (Audio is not null)
        {
            Audio.Dispose();
            AudioSockets!.Security?.Dispose();
            resources.Ports.Release(AudioSockets.Ports, now);
        }

        picture?.Free(resources, now);
    }

    /// <summary>Whether a session differs in addresses, directions and the peer's key only, so that the same paths serve it.</summary>
    public bool Fits(NegotiatedSession session) =>
        Audio?.Format == (session.Audio is { } audio ? AudioStreamFormat.Of(audio) : null)
        && (AudioSockets?.Fits(session.Audio?.Srtp) ?? true)
        && (picture?.Fits(session.Video) ?? session.Video is null);

    /// <summary>Takes where the peer receives, after an offer/answer.</summary>
    /// <param name="session">What was negotiated.</param>
    /// <param name="signaling">Where the peer's signalling comes from.</param>
    /// <param name="isNews">The peer learned only now where to send.</param>
    public void SetPeer(NegotiatedSession session, IPAddress signaling, bool isNews = false)
    {
        if (session.Audio is { } audio)
        {
            AudioSockets?.SetPeer(audio.Transport, audio.Srtp, signaling, isNews);
        }

        if (session.Video is { } video)
        {
            VideoSockets?.SetPeer(video.Transport, video.Srtp, signaling, isNews);
        }
    }
}

/// <summary>A leg's sound and what carries it.</summary>
internal sealed record LegSound(StreamSockets Sockets, AudioStream Stream);

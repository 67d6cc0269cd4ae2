using System.Net;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>The media of one call. Made and closed by <see cref="MediaEngine"/>; belongs to the control loop.</summary>
public sealed class MediaLeg : IClosableMedia
{
    private readonly DecodeWorker? worker;

    internal MediaLeg(string site, LegPorts ports, LegSound? sound, LegPicture? picture)
    {
        Ports = ports;
        Site = site;
        (AudioSockets, Audio) = (sound?.Sockets, sound?.Stream);
        (VideoSockets, Video, worker) = (picture?.Sockets, picture?.Stream, picture?.Worker);
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
    public bool IsQuiet => (AudioSockets?.IsQuiet ?? true) && (VideoSockets?.IsQuiet ?? true);

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
        VideoSockets?.Stop(resources.Receive);
        Video?.Send.Close();
    }

    /// <inheritdoc/>
    public bool IsUsedBy(ConferenceMedia conference) =>
        (Audio is not null && conference.Uses(Audio.Leg))
        || (Video is not null && (conference.Uses(Video.Send) || conference.Uses(Video.Receive.Source)));

    /// <inheritdoc/>
    public void Free(MediaResources resources, Instant now)
    {
        if (Audio is not null)
        {
            Audio.Dispose();
            resources.Ports.Release(AudioSockets!.Ports, now);
        }

        if (Video is not null)
        {
            Video.Receive.Clear();
            resources.Pacer.Remove(Video.Send);
            worker!.Remove(Video.Receive.Source);
            resources.Ports.Release(VideoSockets!.Ports, now);
        }
    }

    /// <summary>Whether a session differs in addresses and directions only, so that the same paths serve it.</summary>
    public bool Fits(NegotiatedSession session) =>
        Audio?.Format == (session.Audio is { } audio ? AudioStreamFormat.Of(audio) : null)
        && Video?.Format == (session.Video is { } video ? VideoStreamFormat.Of(video, Video?.ConferenceBitsPerSecond ?? 0) : null);

    /// <summary>Takes where the peer receives, after an offer/answer.</summary>
    /// <param name="session">What was negotiated.</param>
    /// <param name="signaling">Where the peer's signalling comes from.</param>
    /// <param name="isNews">The peer learned only now where to send.</param>
    public void SetPeer(NegotiatedSession session, IPAddress signaling, bool isNews = false)
    {
        if (session.Audio is { } audio)
        {
            AudioSockets?.SetPeer(audio.Transport, signaling, isNews);
        }

        if (session.Video is { } video)
        {
            VideoSockets?.SetPeer(video.Transport, signaling, isNews);
        }
    }
}

/// <summary>A leg's sound and what carries it.</summary>
internal sealed record LegSound(StreamSockets Sockets, AudioStream Stream);

/// <summary>A leg's picture, what carries it, and who decodes it.</summary>
internal sealed record LegPicture(StreamSockets Sockets, VideoStream Stream, DecodeWorker Worker);

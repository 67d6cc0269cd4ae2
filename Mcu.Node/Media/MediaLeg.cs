using System.Net;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>The media of one call. Made and closed by <see cref="MediaEngine"/>; belongs to the control loop.</summary>
public sealed class MediaLeg
{
    internal MediaLeg(string site, LegPorts ports, AudioStream? audio, VideoStream? video, DecodeWorker? worker)
    {
        Ports = ports;
        Site = site;
        Audio = audio;
        Video = video;
        Worker = worker;
    }

    /// <summary>The site's key.</summary>
    public string Site { get; }

    /// <summary>Its sockets; those of a medium that was refused are closed.</summary>
    public LegPorts Ports { get; }

    /// <summary>Its sound; none when that was refused.</summary>
    public AudioStream? Audio { get; }

    /// <summary>Its picture; none when that was refused.</summary>
    public VideoStream? Video { get; }

    internal DecodeWorker? Worker { get; }

    /// <summary>Whether the receive loop has let go of all its sockets.</summary>
    internal bool IsQuiet => (Audio?.IsQuiet ?? true) && (Video?.IsQuiet ?? true);

    /// <summary>Begins to end: nothing is received or sent from now on. May be called again.</summary>
    internal void Stop(UdpReceiveLoop loop)
    {
        Audio?.Stop(loop);
        Video?.Stop(loop);
        Video?.Send.Close();
    }

    /// <summary>Whether a session differs in addresses and directions only, so that the same paths serve it.</summary>
    public bool Fits(NegotiatedSession session) =>
        Audio?.Format == (session.Audio is { } audio ? AudioStreamFormat.Of(audio) : null)
        && Video?.Format == (session.Video is { } video ? VideoStreamFormat.Of(video, Video?.ConferenceBitsPerSecond ?? 0) : null);

    /// <summary>Takes where the peer receives, after an offer/answer.</summary>
    public void SetPeer(NegotiatedSession session, IPAddress signaling)
    {
        if (session.Audio is { } audio)
        {
            Audio?.SetPeer(audio.Transport, signaling);
        }

        if (session.Video is { } video)
        {
            Video?.SetPeer(video.Transport, signaling);
        }
    }
}

using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>What an <see cref="RtcpSession"/> makes of the peer's RTCP. The default of each event is to ignore it.</summary>
public interface IRtcpEvents
{
    /// <summary>The peer wants a key frame of the stream that we send it.</summary>
    void OnKeyFrameRequested(Instant now)
    {
    }

    /// <summary>The peer misses a packet of ours.</summary>
    void OnNack(ushort sequence, Instant now)
    {
    }

    /// <summary>The peer reported how our stream arrives.</summary>
    void OnPeerReport(in PeerReport report, Instant now)
    {
    }

    /// <summary>The peer limits our rate; TMMBN is answered by the session.</summary>
    void OnRateLimit(RateLimitKind kind, long bitsPerSecond, Instant now)
    {
    }

    /// <summary>One of the peer's sources leaves.</summary>
    void OnBye(uint ssrc, Instant now)
    {
    }
}

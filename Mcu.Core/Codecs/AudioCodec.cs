namespace Mcu.Core.Codecs;

/// <summary>The audio codecs that we receive and send.</summary>
public enum AudioCodec
{
    /// <summary>G.711 µ-law, 8 kHz; RTP clock 8000 (RFC 3551).</summary>
    Pcmu,

    /// <summary>G.711 A-law, 8 kHz; RTP clock 8000 (RFC 3551).</summary>
    Pcma,

    /// <summary>G.722 at 64 kbit/s, 16 kHz sampled; its RTP clock is 8000 by an old mistake (RFC 3551 §4.5.2).</summary>
    G722,

    /// <summary>Opus, RFC 6716; RTP clock 48000 always (RFC 7587).</summary>
    Opus,
}

using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A payload type on which sound may arrive.</summary>
/// <param name="PayloadType">Ours: the peer writes it into what it sends.</param>
/// <param name="Codec">What it holds.</param>
public sealed record AudioFormat(int PayloadType, AudioCodec Codec);

/// <summary>Sound as agreed.</summary>
public sealed record NegotiatedAudio
{
    /// <summary>Index of the m= line.</summary>
    public required int Line { get; init; }

    /// <summary>Addresses and ports.</summary>
    public required MediaTransport Transport { get; init; }

    /// <summary>Which ways it flows, from our side; hold is in it already.</summary>
    public required MediaDirection Direction { get; init; }

    /// <summary>The codec that we send.</summary>
    public required AudioCodec Codec { get; init; }

    /// <summary>The payload type that we send with: the peer's.</summary>
    public required int SendPayloadType { get; init; }

    /// <summary>RTP ticks per second of what we send.</summary>
    public required int ClockRate { get; init; }

    /// <summary>What may arrive.</summary>
    public required IReadOnlyList<AudioFormat> ReceiveFormats { get; init; }

    /// <summary>The telephone-event payload type that we send with, or null.</summary>
    public int? SendTelephoneEventPayloadType { get; init; }

    /// <summary>Telephone-event payload types that may arrive, of whatever clock rate (RFC 4733; match by number).</summary>
    public IReadOnlyList<int> ReceiveTelephoneEventPayloadTypes { get; init; } = [];

    /// <summary>Sound in each packet that we send: 10, 20, 40 or 60 ms, as the peer's ptime and maxptime want; 20 for Opus.</summary>
    public int PacketTime { get; init; } = 20;

    /// <summary>What the peer says about Opus; null when another codec is sent.</summary>
    public OpusParameters? Opus { get; init; }

    /// <summary>How it is encrypted, both ways; null: it is not.</summary>
    public NegotiatedSrtp? Srtp { get; init; }
}

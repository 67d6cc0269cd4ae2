using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A payload type on which the picture may arrive.</summary>
/// <param name="PayloadType">Ours: the peer writes it into what it sends.</param>
/// <param name="Codec">What it holds.</param>
public sealed record VideoFormat(int PayloadType, VideoCodec Codec);

/// <summary>The picture as agreed. The RTP clock is 90000 always.</summary>
public sealed record NegotiatedVideo
{
    /// <summary>Ticks per second.</summary>
    public const int ClockRate = 90_000;

    /// <summary>Index of the m= line.</summary>
    public required int Line { get; init; }

    /// <summary>Addresses and ports.</summary>
    public required MediaTransport Transport { get; init; }

    /// <summary>Which ways it flows, from our side; hold is in it already.</summary>
    public required MediaDirection Direction { get; init; }

    /// <summary>The codec that we send.</summary>
    public required VideoCodec Codec { get; init; }

    /// <summary>The payload type that we send with: the peer's.</summary>
    public required int SendPayloadType { get; init; }

    /// <summary>What may arrive.</summary>
    public required IReadOnlyList<VideoFormat> ReceiveFormats { get; init; }

    /// <summary>The most that the peer takes from our encoder.</summary>
    public required EncoderLimit Limit { get; init; }

    /// <summary>Feedback that both sides understand.</summary>
    public RtcpFeedback Feedback { get; init; }

    /// <summary>What the peer says about H.264, packetization mode and parameter sets among it; null for another codec.</summary>
    public H264Parameters? H264 { get; init; }

    /// <summary>How it is encrypted, both ways; null: it is not.</summary>
    public NegotiatedSrtp? Srtp { get; init; }
}

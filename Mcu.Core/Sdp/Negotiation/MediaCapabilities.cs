using Mcu.Core.Codecs;
using Mcu.Core.Randomness;
using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Ports of one stream at our side. Where RTCP is not RTP + 1, <c>a=rtcp</c> says so.</summary>
/// <param name="Rtp">The RTP port.</param>
/// <param name="Rtcp">The RTCP port while RTCP is not multiplexed.</param>
public sealed record RtpPorts(int Rtp, int Rtcp)
{
    /// <summary>The usual pair.</summary>
    public static RtpPorts From(int rtp) => new(rtp, rtp + 1);
}

/// <summary>What this side can and wants in one call; the negotiator's only knowledge of us.</summary>
public sealed record MediaCapabilities
{
    /// <summary>The literal IP address where media is received.</summary>
    public required string Address { get; init; }

    /// <summary>The sess-id of a new session's o= line (random, below 2^63); a session in progress keeps its own.</summary>
    public required ulong SessionId { get; init; }

    /// <summary>Sound, or null for none.</summary>
    public AudioCapabilities? Audio { get; init; }

    /// <summary>The main picture, or null for none.</summary>
    public VideoCapabilities? Video { get; init; }

    /// <summary>The slides (RFC 4796's content), or null for none.</summary>
    public VideoCapabilities? Slides { get; init; }

    /// <summary>Floor control of the slides, or null for none; it comes with them only.</summary>
    public FloorCapabilities? Floor { get; init; }

    /// <summary>Encryption, or null for none.</summary>
    public SrtpCapabilities? Srtp { get; init; }

    /// <summary>In an answer take the offerer's first codec that we know, rather than our first that it knows.</summary>
    public bool PreferOffererOrder { get; init; }
}

/// <summary>Floor control at our side: the server (RFC 8856).</summary>
/// <param name="Port">Where it is asked.</param>
/// <param name="ConferenceId"><c>a=confid</c>.</param>
/// <param name="UserId">The peer's <c>a=userid</c>.</param>
public sealed record FloorCapabilities(int Port, uint ConferenceId, ushort UserId);

/// <summary>Encryption at our side.</summary>
/// <param name="Policy">Whether it is wanted.</param>
/// <param name="Random">Fresh keys are made of it.</param>
public sealed record SrtpCapabilities(SrtpPolicy Policy, IRandomSource Random)
{
    /// <summary>Suites that we offer, best first; in an answer we take any that we know. Two lines: an INVITE should stay small.</summary>
    public IReadOnlyList<SrtpSuite> Offered { get; init; } = [SrtpSuite.AeadAes128Gcm, SrtpSuite.AesCm128HmacSha1Tag80];
}

/// <summary>Sound at our side.</summary>
/// <param name="Ports">Where it is received.</param>
public sealed record AudioCapabilities(RtpPorts Ports)
{
    /// <summary>Best first.</summary>
    public IReadOnlyList<AudioCodec> Codecs { get; init; } = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu];

    /// <summary>Which ways it may flow.</summary>
    public MediaDirection Direction { get; init; } = MediaDirection.SendReceive;
}

/// <summary>The picture at our side.</summary>
/// <param name="Ports">Where it is received.</param>
public sealed record VideoCapabilities(RtpPorts Ports)
{
    /// <summary>Best first.</summary>
    public IReadOnlyList<VideoCodec> Codecs { get; init; } = [VideoCodec.H264, VideoCodec.Vp8];

    /// <summary>H.264 profiles that we accept, best first; the first is what we offer.</summary>
    public IReadOnlyList<H264Profile> H264Profiles { get; init; } =
        [H264Profile.ConstrainedBaseline, H264Profile.Baseline, H264Profile.Main, H264Profile.High];

    /// <summary>H.264 packetization modes, best first; it weighs more than the profile.</summary>
    public IReadOnlyList<int> H264PacketizationModes { get; init; } = [1, 0];

    /// <summary>Widest picture that we receive.</summary>
    public int MaxWidth { get; init; } = 1920;

    /// <summary>Highest picture that we receive.</summary>
    public int MaxHeight { get; init; } = 1080;

    /// <summary>Highest frame rate that we receive.</summary>
    public int MaxFramesPerSecond { get; init; } = 30;

    /// <summary>Highest rate that we want to receive.</summary>
    public int MaxBitsPerSecond { get; init; } = 4_000_000;

    /// <summary>RTCP feedback that we act on and send.</summary>
    public RtcpFeedback Feedback { get; init; } = RtcpFeedback.All;

    /// <summary>Which ways it may flow.</summary>
    public MediaDirection Direction { get; init; } = MediaDirection.SendReceive;

    internal int MaxMacroblocksPerFrame => (MaxWidth + 15) / 16 * ((MaxHeight + 15) / 16);

    internal H264Level Level =>
        H264Level.Covering(MaxMacroblocksPerFrame, MaxMacroblocksPerFrame * MaxFramesPerSecond, MaxBitsPerSecond);
}

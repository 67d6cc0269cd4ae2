using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Srtp;
using Mcu.Node.Net;

namespace Mcu.Node.Configuration;

/// <summary><c>media</c>.</summary>
public sealed record MediaConfiguration
{
    /// <summary><c>media.address</c>: what SDP tells rooms to send to; null: the address of <c>sip.listen</c>.</summary>
    public IPAddress? Address { get; init; }

    /// <summary><c>media.ports</c>: UDP ports for RTP and RTCP.</summary>
    public PortRange Ports { get; init; } = new(20000, 20999);

    /// <summary><c>media.codecs</c>, those of sound, best first.</summary>
    public IReadOnlyList<AudioCodec> AudioCodecs { get; init; } = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu];

    /// <summary><c>media.codecs</c>, those of pictures, best first; empty: calls with sound only.</summary>
    public IReadOnlyList<VideoCodec> VideoCodecs { get; init; } = [VideoCodec.H264, VideoCodec.Vp8];

    /// <summary><c>media.srtp</c>: whether media with rooms is encrypted, where neither conference nor site says.</summary>
    public SrtpPolicy Srtp { get; init; } = SrtpPolicy.Optional;

    /// <summary><c>media.rtp_timeout</c>: a room that sends nothing for so long is taken for lost.</summary>
    public TimeSpan RtpTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>media.font</c>: the font file of captions; null: the system's.</summary>
    public string? Font { get; init; }
}

/// <summary><c>audio</c>.</summary>
public sealed record AudioConfiguration
{
    /// <summary><c>audio.loudest</c>: how many sites are heard at a time.</summary>
    public int Loudest { get; init; } = 3;

    /// <summary><c>audio.speaker_hold</c>: the active speaker stays at least this long.</summary>
    public TimeSpan SpeakerHold { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary><c>video</c>.</summary>
public sealed record VideoConfiguration
{
    /// <summary><c>video.encoder_preset</c>: x264's preset, from cheap to good.</summary>
    public string EncoderPreset { get; init; } = "superfast";
}

namespace Mcu.Core.Sdp;

/// <summary>One m= line and what belongs to it (RFC 8866 §5.14), with typed views of its attributes.</summary>
public sealed record MediaDescription
{
    /// <summary><c>audio</c>, <c>video</c>, <c>application</c> or anything else.</summary>
    public required string Media { get; init; }

    /// <summary>The transport port; 0 refuses or ends the stream.</summary>
    public required int Port { get; init; }

    /// <summary>Such as <c>RTP/AVP</c> or <c>UDP/BFCP</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The formats: payload types for RTP, best first; may be empty (<c>m=application 0 *</c> of old rooms).</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>The line's own c=, or null.</summary>
    public Connection? Connection { get; init; }

    /// <summary>The b= lines.</summary>
    public IReadOnlyList<Bandwidth> Bandwidths { get; init; } = [];

    /// <summary>All a= lines in their order, known or not.</summary>
    public IReadOnlyList<SdpAttribute> Attributes { get; init; } = [];

    /// <summary>Whether it is an audio line.</summary>
    public bool IsAudio => Media.Equals("audio", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a video line.</summary>
    public bool IsVideo => Media.Equals("video", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is plain RTP (AVP or AVPF); SRTP's profiles are not.</summary>
    public bool IsPlainRtp =>
        Protocol.Equals("RTP/AVP", StringComparison.OrdinalIgnoreCase) || Protocol.Equals("RTP/AVPF", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is SRTP's profile (SAVP or SAVPF): it needs keys, while plain profiles may have them.</summary>
    public bool IsSecureRtp =>
        Protocol.Equals("RTP/SAVP", StringComparison.OrdinalIgnoreCase) || Protocol.Equals("RTP/SAVPF", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a floor control line (RFC 8856), over UDP, TCP or TLS.</summary>
    public bool IsFloorControl => Protocol.EndsWith("/BFCP", StringComparison.OrdinalIgnoreCase);

    /// <summary>The formats that are payload types, in their order.</summary>
    public IEnumerable<int> PayloadTypes
    {
        get
        {
            foreach (string format in Formats)
            {
                if (Sdp.PayloadTypes.TryParse(format, out int payloadType))
                {
                    yield return payloadType;
                }
            }
        }
    }

    /// <summary>The line's own direction, or null when it says none.</summary>
    public MediaDirection? Direction => Attributes.FindDirection();

    /// <summary><c>a=ptime</c>: how much sound a packet should hold, in ms.</summary>
    public int? PacketTime => FindMilliseconds("ptime");

    /// <summary><c>a=maxptime</c>: how much sound a packet may hold, in ms.</summary>
    public int? MaxPacketTime => FindMilliseconds("maxptime");

    /// <summary><c>a=rtcp-mux</c> (RFC 5761).</summary>
    public bool HasRtcpMux => Attributes.Has("rtcp-mux") || Attributes.Has("rtcp-mux-only");

    /// <summary><c>a=content</c> (RFC 4796), such as <c>main</c> or <c>slides</c>.</summary>
    public string? Content => Attributes.FirstValueOf("content");

    /// <summary><c>a=label</c> (RFC 4574).</summary>
    public string? Label => Attributes.FirstValueOf("label");

    /// <summary><c>a=mid</c> (RFC 5888).</summary>
    public string? Mid => Attributes.FirstValueOf("mid");

    /// <summary><c>a=rtcp</c>, or null when absent or malformed.</summary>
    public RtcpAttribute? Rtcp => Attributes.FirstValueOf("rtcp") is { } value && RtcpAttribute.TryParse(value, out RtcpAttribute? rtcp) ? rtcp : null;

    /// <summary>The well-formed <c>a=crypto</c> lines.</summary>
    public IEnumerable<CryptoAttribute> Crypto
    {
        get
        {
            foreach (string value in Attributes.ValuesOf("crypto"))
            {
                if (CryptoAttribute.TryParse(value, out CryptoAttribute? crypto))
                {
                    yield return crypto;
                }
            }
        }
    }

    /// <summary>The well-formed <c>a=ssrc</c> lines.</summary>
    public IEnumerable<SsrcAttribute> Sources
    {
        get
        {
            foreach (string value in Attributes.ValuesOf("ssrc"))
            {
                if (SsrcAttribute.TryParse(value, out SsrcAttribute? source))
                {
                    yield return source;
                }
            }
        }
    }

    /// <summary>What a payload type stands for: its rtpmap, else the static table, else null.</summary>
    public RtpMap? FindRtpMap(int payloadType)
    {
        foreach (string value in Attributes.ValuesOf("rtpmap"))
        {
            if (RtpMap.TryParse(value, out RtpMap? map) && map.PayloadType == payloadType)
            {
                return map;
            }
        }

        return RtpMap.FindStatic(payloadType);
    }

    /// <summary>The fmtp parameters of a payload type; none when it has no fmtp line.</summary>
    public FormatParameters FindFormatParameters(int payloadType)
    {
        foreach (string value in Attributes.ValuesOf("fmtp"))
        {
            ReadOnlySpan<char> rest = value;
            if (Sdp.PayloadTypes.TryTake(ref rest, out int number) && number == payloadType)
            {
                return FormatParameters.Parse(rest);
            }
        }

        return FormatParameters.None;
    }

    /// <summary>The RTCP feedback that holds for a payload type, the wildcard's included.</summary>
    public RtcpFeedback FindFeedback(int payloadType)
    {
        RtcpFeedback feedback = RtcpFeedback.None;
        foreach (string value in Attributes.ValuesOf("rtcp-fb"))
        {
            feedback |= RtcpFeedbacks.Parse(value, payloadType);
        }

        return feedback;
    }

    // RFC 4566 speaks of integers, but "ptime:20.0" is met.
    private int? FindMilliseconds(string name) =>
        Attributes.FirstValueOf(name) is { } value && double.TryParse(value, out double number) && number is >= 1 and <= 1000 ? (int)number : null;
}

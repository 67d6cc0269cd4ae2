namespace Mcu.Core.Sdp;

/// <summary>The RTCP feedback messages of RFC 4585 and RFC 5104 that we act on.</summary>
[Flags]
public enum RtcpFeedback
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>nack</c>: single packets are asked for again.</summary>
    Nack = 1,

    /// <summary><c>nack pli</c>: the picture is lost.</summary>
    PictureLossIndication = 2,

    /// <summary><c>ccm fir</c>: a key frame is asked for.</summary>
    FullIntraRequest = 4,

    /// <summary><c>ccm tmmbr</c>: a cap on the bit rate.</summary>
    TemporaryMaximumBitRate = 8,

    /// <summary>All of them.</summary>
    All = Nack | PictureLossIndication | FullIntraRequest | TemporaryMaximumBitRate,
}

internal static class RtcpFeedbacks
{
    private static readonly (RtcpFeedback Kind, string Token)[] Tokens =
    [
        (RtcpFeedback.Nack, "nack"),
        (RtcpFeedback.PictureLossIndication, "nack pli"),
        (RtcpFeedback.FullIntraRequest, "ccm fir"),
        (RtcpFeedback.TemporaryMaximumBitRate, "ccm tmmbr"),
    ];

    /// <summary>The a= lines for a payload type, or for all (<c>*</c>).</summary>
    public static IEnumerable<SdpAttribute> ToAttributes(this RtcpFeedback kinds, int? payloadType)
    {
        foreach ((RtcpFeedback kind, string token) in Tokens)
        {
            if (kinds.HasFlag(kind))
            {
                yield return new SdpAttribute("rtcp-fb", payloadType is { } number ? $"{number} {token}" : $"* {token}");
            }
        }
    }

    /// <summary>What one a=rtcp-fb value gives to a payload type; unknown kinds give nothing.</summary>
    public static RtcpFeedback Parse(ReadOnlySpan<char> value, int payloadType)
    {
        Span<Range> fields = stackalloc Range[4];
        int count = value.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count < 2 || !IsFor(value[fields[0]], payloadType))
        {
            return RtcpFeedback.None;
        }

        // "ccm tmmbr smaxpr=120" carries a parameter that does not matter to us.
        ReadOnlySpan<char> type = value[fields[1]];
        ReadOnlySpan<char> parameter = count > 2 ? value[fields[2]] : [];
        foreach ((RtcpFeedback kind, string token) in Tokens)
        {
            int blank = token.IndexOf(' ', StringComparison.Ordinal);
            ReadOnlySpan<char> wantedType = blank < 0 ? token : token.AsSpan(0, blank);
            ReadOnlySpan<char> wantedParameter = blank < 0 ? [] : token.AsSpan(blank + 1);
            if (type.Equals(wantedType, StringComparison.OrdinalIgnoreCase) && parameter.Equals(wantedParameter, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return RtcpFeedback.None;
    }

    private static bool IsFor(ReadOnlySpan<char> token, int payloadType) =>
        token is "*" || (PayloadTypes.TryParse(token, out int number) && number == payloadType);
}

using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary>A b= line (RFC 8866 §5.8).</summary>
/// <param name="Type"><c>AS</c> and <c>CT</c> in kbit/s with IP, UDP and RTP headers; <c>TIAS</c> (RFC 3890) in bit/s without them.</param>
/// <param name="Value">In the unit of the type.</param>
public sealed record Bandwidth(string Type, long Value)
{
    private const double HeaderShare = 0.05;
    private const int RtcpAndRateControlBits = 16_000;

    /// <summary>The two lines that say the same: TIAS for those who know it, AS for the others.</summary>
    public static IReadOnlyList<Bandwidth> ForMediaRate(int bitsPerSecond)
    {
        double withHeaders = (bitsPerSecond + RtcpAndRateControlBits) / (1 - HeaderShare);
        return [new Bandwidth("AS", (long)Math.Ceiling(withHeaders / 1000)), new Bandwidth("TIAS", bitsPerSecond)];
    }

    /// <summary>
    /// What the line leaves for the media, in bit/s, or null when it says nothing about that. AS is turned into TIAS
    /// by the rule of RFC 8829 §5.9: 5 % for headers, 16 kbit/s for RTCP.
    /// </summary>
    public long? MediaBitsPerSecond =>
        Value <= 0 ? null
        : IsType("TIAS") ? Value
        : IsType("AS") || IsType("CT") ? Math.Max(1, (long)(Math.Min(Value, long.MaxValue / 1001) * 1000 * (1 - HeaderShare)) - RtcpAndRateControlBits)
        : null;

    internal bool IsType(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out Bandwidth? bandwidth)
    {
        bandwidth = null;
        int colon = value.IndexOf(':');
        if (colon <= 0 || !long.TryParse(value[(colon + 1)..], out long number))
        {
            return false;
        }

        bandwidth = new Bandwidth(value[..colon].ToString(), number);
        return true;
    }

    /// <summary>The line's value.</summary>
    public override string ToString() => $"{Type}:{Value}";
}

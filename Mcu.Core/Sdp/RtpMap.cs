using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary>What a payload type stands for: <c>a=rtpmap</c> (RFC 8866 §6.6) or the static table of RFC 3551 §6.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Encoding">The encoding's name; compared without case.</param>
/// <param name="ClockRate">RTP ticks per second.</param>
/// <param name="Channels">Audio channels, 1 when not said.</param>
public sealed record RtpMap(int PayloadType, string Encoding, int ClockRate, int Channels = 1)
{
    private static readonly RtpMap[] StaticMaps = [new(0, "PCMU", 8000), new(8, "PCMA", 8000), new(9, "G722", 8000)];

    /// <summary>Whether the encoding has that name.</summary>
    public bool Is(string encoding) => Encoding.Equals(encoding, StringComparison.OrdinalIgnoreCase);

    /// <summary>The entry of the static table, for the codecs that we know.</summary>
    public static RtpMap? FindStatic(int payloadType) => Array.Find(StaticMaps, map => map.PayloadType == payloadType);

    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out RtpMap? map)
    {
        map = null;
        if (!PayloadTypes.TryTake(ref value, out int payloadType))
        {
            return false;
        }

        Span<Range> fields = stackalloc Range[4];
        int count = value.Split(fields, '/', StringSplitOptions.TrimEntries);
        if (count is < 2 or > 3 || value[fields[0]].IsEmpty || !int.TryParse(value[fields[1]], out int clockRate) || clockRate <= 0)
        {
            return false;
        }

        int channels = count == 3 && int.TryParse(value[fields[2]], out int number) && number > 0 ? number : 1;
        map = new RtpMap(payloadType, value[fields[0]].ToString(), clockRate, channels);
        return true;
    }

    /// <summary>The a= line.</summary>
    public SdpAttribute ToAttribute() =>
        new("rtpmap", Channels == 1 ? $"{PayloadType} {Encoding}/{ClockRate}" : $"{PayloadType} {Encoding}/{ClockRate}/{Channels}");
}

internal static class PayloadTypes
{
    /// <summary>Reads a payload type from the front and leaves what follows the blank.</summary>
    public static bool TryTake(ref ReadOnlySpan<char> value, out int payloadType)
    {
        value = value.TrimStart();
        int blank = value.IndexOf(' ');
        ReadOnlySpan<char> token = blank < 0 ? value : value[..blank];
        value = blank < 0 ? [] : value[(blank + 1)..].Trim();
        return TryParse(token, out payloadType);
    }

    public static bool TryParse(ReadOnlySpan<char> token, out int payloadType) =>
        int.TryParse(token, System.Globalization.NumberStyles.None, null, out payloadType) && payloadType <= 127;
}

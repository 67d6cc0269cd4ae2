using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mcu.Node.Net;

/// <summary>The UDP ports for media, first and last included, as <c>media.ports</c> names them.</summary>
/// <param name="First">The lowest port.</param>
/// <param name="Last">The highest port.</param>
public readonly record struct PortRange(ushort First, ushort Last)
{
    private const ushort FirstUnprivileged = 1024;

    /// <summary>The lowest even port.</summary>
    public int FirstEven => First + (First & 1);

    /// <summary>How many pairs of an even port and the odd one after it the range holds.</summary>
    public int Pairs => Math.Max(0, (Last - FirstEven + 1) / 2);

    /// <summary>Reads <c>20000-20999</c>: ports of at least 1024, rising, with at least one pair.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PortRange range)
    {
        range = default;
        ReadOnlySpan<char> span = text.AsSpan();
        int dash = span.IndexOf('-');
        if (dash < 0 || !TryParsePort(span[..dash], out ushort first) || !TryParsePort(span[(dash + 1)..], out ushort last))
        {
            return false;
        }

        range = new PortRange(first, last);
        return range.Pairs > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool TryParsePort(ReadOnlySpan<char> text, out ushort port) =>
        ushort.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port >= FirstUnprivileged;
}

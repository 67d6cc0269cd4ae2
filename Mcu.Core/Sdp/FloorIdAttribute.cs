using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mcu.Core.Sdp;

/// <summary><c>a=floorid</c> of a floor control line (RFC 8856 §5.4): a floor, and the streams that it is for.</summary>
/// <param name="FloorId">The floor.</param>
/// <param name="Labels">Labels of the streams (<c>a=label</c>); none where it says none.</param>
public sealed record FloorIdAttribute(ushort FloorId, IReadOnlyList<string> Labels)
{
    private const int MaxLabels = 8;

    /// <summary>Reads <c>1 mstrm:12</c>; <c>m-stream:</c>, as the RFC's examples have it, is met too.</summary>
    public static bool TryParse(string value, [NotNullWhen(true)] out FloorIdAttribute? floor)
    {
        floor = null;
        string[] parts = value.Split(' ', MaxLabels + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0 || !ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort id))
        {
            return false;
        }

        List<string> labels = [];
        foreach (string part in parts.Skip(1))
        {
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            bool isStream = colon < 0 || part[..colon].ToLowerInvariant() is "mstrm" or "m-stream";
            string label = part[(colon + 1)..];
            if (isStream && label.Length > 0)
            {
                labels.Add(label);
            }
        }

        floor = new FloorIdAttribute(id, labels);
        return true;
    }

    /// <summary>The line.</summary>
    public SdpAttribute ToAttribute() => new("floorid", Labels.Count == 0 ? $"{FloorId}" : $"{FloorId} mstrm:{string.Join(' ', Labels)}");
}

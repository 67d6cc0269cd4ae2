using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary><c>a=ssrc</c> (RFC 5576): a source announced before its first packet.</summary>
/// <param name="Ssrc">The synchronization source.</param>
/// <param name="Name">The source attribute's name, such as <c>cname</c>.</param>
/// <param name="Value">Its value, or null.</param>
public sealed record SsrcAttribute(uint Ssrc, string Name, string? Value)
{
    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out SsrcAttribute? attribute)
    {
        attribute = null;
        int blank = value.IndexOf(' ');
        if (blank <= 0 || !uint.TryParse(value[..blank], out uint ssrc))
        {
            return false;
        }

        SdpAttribute source = SdpAttribute.Parse(value[(blank + 1)..]);
        attribute = new SsrcAttribute(ssrc, source.Name, source.Value);
        return true;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary>The o= line (RFC 8866 §5.2): who made the session, and which version of its description this is.</summary>
/// <param name="Username">A token, or <c>-</c>.</param>
/// <param name="SessionId">Unique with the other fields; opaque to us.</param>
/// <param name="Version">Rises by one with each change of the description (RFC 3264 §8).</param>
/// <param name="AddressType">IP4 or IP6.</param>
/// <param name="Address">A literal address or a host name.</param>
public sealed record Origin(string Username, string SessionId, ulong Version, SdpAddressType AddressType, string Address)
{
    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out Origin? origin)
    {
        origin = null;
        Span<Range> fields = stackalloc Range[7];
        int count = value.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count != 6 || !ulong.TryParse(value[fields[2]], out ulong version)
            || !Connection.TryParseAddressType(value[fields[3]], value[fields[4]], out SdpAddressType type))
        {
            return false;
        }

        origin = new Origin(value[fields[0]].ToString(), value[fields[1]].ToString(), version, type, value[fields[5]].ToString());
        return true;
    }

    /// <summary>Whether both lines speak of the same session, in whatever version.</summary>
    public bool IsSameSession(Origin other) =>
        string.Equals(SessionId, other.SessionId, StringComparison.Ordinal)
        && string.Equals(Username, other.Username, StringComparison.Ordinal);

    /// <summary>The line's value.</summary>
    public override string ToString() => $"{Username} {SessionId} {Version} IN {AddressType.ToToken()} {Address}";
}

using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary><c>a=rtcp</c> (RFC 3605): where RTCP goes when that is not the RTP port + 1.</summary>
/// <param name="Port">1 to 65535.</param>
/// <param name="Connection">The address when it is not that of RTP.</param>
public sealed record RtcpAttribute(int Port, Connection? Connection = null)
{
    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out RtcpAttribute? attribute)
    {
        attribute = null;
        value = value.Trim();
        int blank = value.IndexOf(' ');
        if (!ushort.TryParse(blank < 0 ? value : value[..blank], out ushort port) || port == 0)
        {
            return false;
        }

        Connection? connection = null;
        if (blank >= 0)
        {
            _ = Connection.TryParse(value[blank..], out connection);
        }

        attribute = new RtcpAttribute(port, connection);
        return true;
    }

    /// <summary>The a= line.</summary>
    public SdpAttribute ToAttribute() => new("rtcp", Connection is null ? $"{Port}" : $"{Port} {Connection}");
}

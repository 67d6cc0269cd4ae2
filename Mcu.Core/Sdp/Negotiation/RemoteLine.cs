using System.Net;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>One m= line of the peer, in its description.</summary>
/// <param name="Description">The whole description.</param>
/// <param name="Media">The line.</param>
/// <param name="Index">Its index.</param>
internal sealed record RemoteLine(SessionDescription Description, MediaDescription Media, int Index)
{
    /// <summary>The line's direction; a hidden address (RFC 3264 §8.4, old hold) means that the peer receives nothing.</summary>
    public MediaDirection Direction
    {
        get
        {
            MediaDirection direction = Description.DirectionOf(Media);
            return Description.ConnectionOf(Media)?.IsUnspecified == true ? direction & MediaDirection.SendOnly : direction;
        }
    }

    /// <summary>The peer's encoder limit, capped by the b= lines of this line and of the session.</summary>
    public EncoderLimit Cap(EncoderLimit limit) =>
        limit.WithRateCap(FindRate(Media.Bandwidths)).WithRateCap(FindRate(Description.Bandwidths));

    /// <summary>Where the stream flows; null when the peer's address is nothing that we can send to.</summary>
    public MediaTransport? FindTransport(RtpPorts localPorts, string localAddress, bool rtcpMux)
    {
        if (Description.ConnectionOf(Media) is not { } connection || !TryGetTarget(connection, localAddress, out string? address))
        {
            return null;
        }

        string? rtcpAddress = address;
        if (Media.Rtcp?.Connection is { } own && TryGetTarget(own, localAddress, out string? ownAddress))
        {
            rtcpAddress = ownAddress;
        }

        return rtcpMux
            ? new MediaTransport(localPorts, address, Media.Port, address, Media.Port, RtcpMux: true)
            : new MediaTransport(localPorts, address, Media.Port, rtcpAddress, RtcpPort, RtcpMux: false);
    }

    private int RtcpPort => Media.Rtcp?.Port ?? Math.Min(Media.Port + 1, ushort.MaxValue);

    private static bool TryGetTarget(Connection connection, string localAddress, out string? target)
    {
        target = null;
        if (!connection.TryGetAddress(out IPAddress? address))
        {
            return false;
        }

        if (connection.IsUnspecified)
        {
            return true;
        }

        target = address.ToString();
        bool isSameFamily = connection.AddressType == Connection.For(localAddress).AddressType;
        return isSameFamily && !IsMulticastOrBroadcast(address);
    }

    // A call must not make us spray a group or a whole subnet.
    private static bool IsMulticastOrBroadcast(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.IsIPv6Multicast || (address.TryWriteBytes(bytes, out int length) && length == 4 && bytes[0] >= 224);
    }

    // RFC 3890 §6.5: TIAS, where given, is what counts.
    private static long? FindRate(IReadOnlyList<Bandwidth> lines)
    {
        long? rate = null;
        foreach (Bandwidth line in lines)
        {
            if (line.MediaBitsPerSecond is { } bits)
            {
                if (line.IsType("TIAS"))
                {
                    return bits;
                }

                rate ??= bits;
            }
        }

        return rate;
    }
}

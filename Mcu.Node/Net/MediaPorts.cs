using System.Net;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Net;

/// <summary>
/// Opens pairs of sockets for media on <c>media.address</c> out of <c>media.ports</c>. A port that another program has is passed
/// over. Not thread-safe: the control loop owns it.
/// </summary>
/// <param name="address">The local address.</param>
/// <param name="allocator">Which ports to try.</param>
public sealed class MediaPorts(IPAddress address, PortAllocator allocator)
{
    private readonly TransportAddress local = TransportAddress.From(address, 0);

    /// <summary>How many pairs are out.</summary>
    public int Taken => allocator.Taken;

    /// <summary>How many pairs there are.</summary>
    public int Capacity => allocator.Capacity;

    /// <summary>The datagrams of all pairs in sum. Any thread.</summary>
    public UdpTally Tally { get; } = new();

    /// <summary>Opens a pair, or says why not.</summary>
    public MediaPortResult TryOpen(UdpPortOptions options, Instant now, out MediaPortPair? pair)
    {
        pair = null;
        while (allocator.TryTake(now, out int port))
        {
            BindFailure failure = TryBind(port, options, out pair);
            if (failure == BindFailure.None)
            {
                Tally.Add(pair!.Rtp);
                Tally.Add(pair.Rtcp);
                return MediaPortResult.Opened;
            }

            allocator.Release(port, now); // it rests, so the next attempt takes another
            if (failure != BindFailure.AddressInUse)
            {
                return failure == BindFailure.AddressNotAvailable ? MediaPortResult.AddressNotAvailable : MediaPortResult.SystemRefused;
            }
        }

        return MediaPortResult.Exhausted;
    }

    /// <summary>Takes a pair's numbers back. The sockets are closed by whoever has them: the receive loop, on removal.</summary>
    public void Release(MediaPortPair pair, Instant now)
    {
        Tally.Remove(pair.Rtp);
        Tally.Remove(pair.Rtcp);
        allocator.Release(pair.Rtp.Local.Port, now);
    }

    private BindFailure TryBind(int port, UdpPortOptions options, out MediaPortPair? pair)
    {
        pair = null;
        UdpPort? rtp = UdpPort.TryBind(local.WithPort(port), options, out BindFailure failure);
        if (rtp is null)
        {
            return failure;
        }

        UdpPort? rtcp = UdpPort.TryBind(local.WithPort(port + 1), options, out failure);
        if (rtcp is null)
        {
            rtp.Dispose();
            return failure;
        }

        pair = new MediaPortPair(rtp, rtcp);
        return BindFailure.None;
    }
}

using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Net;

/// <summary>Receives what comes in on one <see cref="UdpPort"/>. All calls come on the receive loop's thread and must not block.</summary>
public interface IUdpHandler
{
    /// <summary>A datagram came.</summary>
    /// <param name="packet">The datagram; <see cref="PacketBuffer.At"/> is set.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="now">The present.</param>
    /// <returns>
    /// True: the handler owns the buffer now, and returns it some time. False: the loop keeps the buffer and uses it again
    /// at once. A handler that throws has not taken the buffer.
    /// </returns>
    bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now);

    /// <summary>About each 10 ms, with traffic or without: for deadlines such as those of RTCP and NACK.</summary>
    void OnTick(Instant now);

    /// <summary>The port was removed and is closed: no call comes after this one.</summary>
    void OnRemoved();
}

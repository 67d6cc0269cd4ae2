using System.Buffers.Binary;
using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Media;
using Mcu.Node.Net;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// A link's way in, on the receive loop's thread: by UDP only what is authentic, from the tunnel what is handed over; then by its
/// source to the channel's stream. Nothing is kept of a packet that no key fits.
/// </summary>
/// <param name="prober">Takes probes, and sends them.</param>
internal sealed class LinkReceiver(LinkProber prober) : IUdpHandler, IDisposable
{
    private const int RtpSourceAt = 8;
    private const int RtcpSourceAt = 4;

    private readonly PlanHandover<LinkTable> tables = new(LinkTable.Empty);
    private readonly MpscRing<PacketBuffer> tunneled = new(1024);
    private readonly FloodGuard strangers = new(packetsPerSecond: 200, bitsPerSecond: 2_000_000);
    private long refused;
    private long bytes;
    private int removed;

    /// <summary>The other side's keys.</summary>
    public LinkOpeners Openers { get; } = new();

    /// <summary>Datagrams of nobody, or that no key fits. Any thread.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>Bytes taken, by either way. Any thread.</summary>
    public long ReceivedBytes => Volatile.Read(ref bytes);

    /// <summary>Whether the receive loop has let go of the socket.</summary>
    public bool IsRemoved => Volatile.Read(ref removed) != 0;

    /// <summary>Hands over who is to get packets. Control loop's thread.</summary>
    public void Publish(LinkTable table) => tables.Publish(table);

    /// <summary>Whether a stream may still get packets or ticks. Control loop's thread.</summary>
    public bool Uses(MediaStream stream) => !IsRemoved && tables.IsIn(table => table.Has(stream));

    /// <summary>Takes a packet that came through the tunnel, or says that there is no room for it. Any thread.</summary>
    public bool TryTunnel(PacketBuffer packet) => !IsRemoved && tunneled.TryWrite(packet);

    /// <inheritdoc/>
    public bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now)
    {
        AdoptTable();
        int received = packet.Length;
        if (!IsExpected(packet.Span) || !IsAffordable(packet, from, now) || !Openers.TryOpen(packet, now, out ulong generation))
        {
            refused++;
            return false;
        }

        bytes += received;
        if (ProbePacket.TryRead(packet.Span, out ulong probe))
        {
            prober.OnProbe(probe, generation, from);
            return false;
        }

        return Deliver(packet, now);
    }

    /// <inheritdoc/>
    public void OnTick(Instant now)
    {
        AdoptTable();
        while (tunneled.TryRead(out PacketBuffer? packet))
        {
            bytes += packet.Length;
            packet.At = now;
            if (!Deliver(packet, now))
            {
                packet.Return();
            }
        }

        foreach (MediaStream stream in tables.Adopted.Streams)
        {
            stream.OnTick(now);
        }

        prober.OnTick(now);
    }

    /// <inheritdoc/>
    public void OnRemoved() => Volatile.Write(ref removed, 1);

    /// <summary>Returns what waits. After the receive loop has let go.</summary>
    public void Dispose()
    {
        while (tunneled.TryRead(out PacketBuffer? packet))
        {
            packet.Return();
        }

        Openers.Dispose();
        prober.Dispose();
    }

    private static bool TryReadSource(ReadOnlySpan<byte> datagram, out uint source)
    {
        int at = RtpPacket.IsRtcp(datagram) ? RtcpSourceAt : RtpSourceAt;
        bool isLongEnough = datagram.Length >= at + sizeof(uint);
        source = isLongEnough ? BinaryPrimitives.ReadUInt32BigEndian(datagram[at..]) : 0;
        return isLongEnough;
    }

    // Looked at before the cipher: garbage costs next to nothing.
    private bool IsExpected(ReadOnlySpan<byte> datagram) =>
        TryReadSource(datagram, out uint source) && (tables.Adopted.Knows(source) || (source == ProbePacket.Ssrc && RtpPacket.IsRtcp(datagram)));

    // Where the other side is known to send from, all is worth opening; strangers do not get to use up the processor.
    private bool IsAffordable(PacketBuffer packet, in TransportAddress from, Instant now) =>
        from == prober.Reflexive || strangers.Admits(packet.Length, now);

    private bool Deliver(PacketBuffer packet, Instant now)
    {
        ReadOnlySpan<byte> datagram = packet.Span;
        if (!TryReadSource(datagram, out uint source) || !tables.Adopted.TryFind(source, out MediaStream? stream))
        {
            refused++;
            return false;
        }

        if (RtpPacket.IsRtcp(datagram))
        {
            stream.ReceiveRtcp(datagram, now);
            return false;
        }

        if (!stream.Recognizes(datagram))
        {
            refused++;
            return false;
        }

        stream.Take(packet, now);
        return true;
    }

    private void AdoptTable()
    {
        if (tables.TryTake(out LinkTable table))
        {
            tables.Adopt(table);
        }
    }
}

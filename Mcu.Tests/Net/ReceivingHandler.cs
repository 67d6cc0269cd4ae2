using System.Collections.Concurrent;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Net;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>Notes what a receive loop tells it. Written on the loop's thread, read by the test.</summary>
internal sealed class ReceivingHandler : IUdpHandler
{
    private readonly long[] allocated = new long[10_000];
    private int received;
    private int ticks;
    private Instant lastTick = Instant.Distant;

    public bool Keeps { get; init; }

    public bool Throws { get; init; }

    public bool MeasuresOnly { get; init; }

    public int Received => Volatile.Read(ref received);

    public int Ticks => Volatile.Read(ref ticks);

    public volatile bool Removed;

    public int CallsAfterRemoval { get; private set; }

    public TimeSpan ShortestTick { get; private set; } = TimeSpan.MaxValue;

    public ConcurrentQueue<PacketBuffer> Kept { get; } = new();

    public byte[] LastPacket { get; private set; } = [];

    public TransportAddress LastSender { get; private set; }

    public Instant LastAt { get; private set; }

    public Instant LastNow { get; private set; }

    /// <summary>What the loop's thread has allocated since this datagram.</summary>
    public long AllocatedSinceWarm(int warm) => Allocations.Between(allocated.AsSpan(warm..Received));

    public bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now)
    {
        CallsAfterRemoval += Removed ? 1 : 0;
        if (Throws)
        {
            throw new InvalidOperationException("on purpose");
        }

        if (MeasuresOnly)
        {
            allocated[received] = GC.GetAllocatedBytesForCurrentThread();
        }
        else
        {
            Note(packet, from, now);
        }

        Volatile.Write(ref received, received + 1);
        return Keeps;
    }

    public void OnTick(Instant now)
    {
        CallsAfterRemoval += Removed ? 1 : 0;
        TimeSpan since = now - lastTick;
        ShortestTick = since < ShortestTick ? since : ShortestTick;
        lastTick = now;
        Volatile.Write(ref ticks, ticks + 1);
    }

    public void OnRemoved() => Removed = true;

    private void Note(PacketBuffer packet, TransportAddress from, Instant now)
    {
        LastPacket = packet.Span.ToArray();
        LastSender = from;
        LastAt = packet.At;
        LastNow = now;
        if (Keeps)
        {
            Kept.Enqueue(packet);
        }
    }
}

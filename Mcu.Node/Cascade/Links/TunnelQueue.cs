using System.Threading.Channels;
using Google.Protobuf;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>
/// Packets that wait for one stream of a tunnel. Bounded, and dropped by age: what was taken too long ago helps nobody. Filled by any
/// loop, without waiting; drained by the stream's one writer.
/// </summary>
internal sealed class TunnelQueue(int capacity, TimeSpan maxAge, EgressGate? gate)
{
    private const int MostInOneMessage = 32;

    private readonly Channel<(ByteString Packet, Instant At)> queue =
        Channel.CreateBounded<(ByteString, Instant)>(new BoundedChannelOptions(capacity) { SingleReader = true });

    private long dropped;
    private volatile bool isOpen;

    /// <summary>Packets that were taken and then dropped.</summary>
    public long Dropped => Volatile.Read(ref dropped);

    /// <summary>Takes a copy; false when no stream is there, or there is no room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> packet) => isOpen && queue.Writer.TryWrite((ByteString.CopyFrom(packet), MonotonicClock.Now));

    /// <summary>Writes what comes until the stream ends.</summary>
    public async Task DrainAsync(Func<TunneledPackets, CancellationToken, Task> write, CancellationToken cancel)
    {
        isOpen = true;
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancel))
            {
                TunneledPackets message = Take();
                if (message.Packets.Count > 0)
                {
                    await write(message, cancel);
                }
            }
        }
        finally
        {
            isOpen = false;
        }
    }

    private TunneledPackets Take()
    {
        var message = new TunneledPackets();
        Instant now = MonotonicClock.Now;
        Instant oldest = gate is null || gate.IsOpen(now) ? now - maxAge : Instant.Never; // closed: all of it is dropped
        while (message.Packets.Count < MostInOneMessage && queue.Reader.TryRead(out (ByteString Packet, Instant At) entry))
        {
            if (entry.At < oldest)
            {
                Interlocked.Increment(ref dropped);
            }
            else
            {
                message.Packets.Add(entry.Packet);
            }
        }

        return message;
    }
}

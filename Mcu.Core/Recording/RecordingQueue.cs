using Mcu.Core.Buffers;
using Mcu.Core.Time;

namespace Mcu.Core.Recording;

/// <summary>
/// A bounded way for packets from a media loop to the writer's thread and for their buffers back. A full queue loses packets
/// and never waits.
/// </summary>
internal sealed class RecordingQueue
{
    private readonly SpscRing<RecordingPacket> filled;
    private readonly SpscRing<RecordingPacket> idle;
    private RecordingPacket? head;

    /// <summary>Makes a queue for so many packets.</summary>
    public RecordingQueue(int capacity)
    {
        filled = new SpscRing<RecordingPacket>(capacity);
        idle = new SpscRing<RecordingPacket>(capacity);
        for (int i = 0; i < capacity; i++)
        {
            idle.TryWrite(new RecordingPacket());
        }
    }

    /// <summary>Adds a packet, or says that there is no room. The media loop's thread only.</summary>
    public bool TryWrite(ReadOnlySpan<byte> payload, bool isKeyFrame, Instant at)
    {
        if (!idle.TryRead(out RecordingPacket? packet))
        {
            return false;
        }

        packet.Fill(payload, isKeyFrame, at);
        return filled.TryWrite(packet);
    }

    /// <summary>The oldest packet, or none. The writer's thread only.</summary>
    public RecordingPacket? Peek()
    {
        if (head is null && filled.TryRead(out RecordingPacket? packet))
        {
            head = packet;
        }

        return head;
    }

    /// <summary>Gives the packet that <see cref="Peek"/> showed back. The writer's thread only.</summary>
    public void Release()
    {
        if (head is { } packet)
        {
            head = null;
            idle.TryWrite(packet);
        }
    }
}

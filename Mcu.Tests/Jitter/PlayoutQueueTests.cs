using Mcu.Core.Buffers;
using Mcu.Core.Jitter;

namespace Mcu.Tests.Jitter;

/// <summary>Packets in order, and never too many.</summary>
public sealed class PlayoutQueueTests
{
    private readonly PacketPool pool = new(1000);

    [Test]
    public void TryAdd_OutOfOrder_ComesOutInOrder()
    {
        PlayoutQueue queue = new();
        queue.Reset(10);
        foreach (int sequence in (int[])[12, 10, 13, 11])
        {
            Assert.That(Add(queue, sequence), Is.EqualTo(QueueResult.Queued));
        }

        List<long> order = [];
        while (queue.TryPeek(out QueuedAudio audio))
        {
            order.Add(audio.Sequence);
            queue.Pop();
        }

        Assert.That(order, Is.EqualTo((long[])[10, 11, 12, 13]));
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void TryAdd_PlayedAlready_IsLateOnceThenDuplicate()
    {
        PlayoutQueue queue = new();
        queue.Reset(10);
        Add(queue, 12);
        queue.Pop();
        Assert.That(Add(queue, 12), Is.EqualTo(QueueResult.Duplicate));
        Assert.That(Add(queue, 11), Is.EqualTo(QueueResult.Late));
        Assert.That(Add(queue, 11), Is.EqualTo(QueueResult.Duplicate));
    }

    [Test]
    public void TryAdd_FarAhead_DropsTheOldest()
    {
        PlayoutQueue queue = new();
        queue.Reset(0);
        for (int i = 0; i < 500; i++)
        {
            Add(queue, i);
        }

        Assert.That(queue.Count, Is.EqualTo(PlayoutQueue.Capacity));
        Assert.That(pool.Rented, Is.EqualTo(PlayoutQueue.Capacity));
        Assert.That(Add(queue, 500 - PlayoutQueue.Capacity - 1), Is.EqualTo(QueueResult.Late));
        queue.Reset(0);
        Assert.That(pool.Rented, Is.Zero);
    }

    private QueueResult Add(PlayoutQueue queue, long sequence)
    {
        Assert.That(pool.TryRent(out PacketBuffer? buffer));
        QueueResult result = queue.TryAdd(new(new(buffer!, 0, 1, 1, (ushort)sequence, 0), sequence, sequence * 960, 960, false), out _);
        if (result != QueueResult.Queued)
        {
            buffer!.Return();
        }

        return result;
    }
}

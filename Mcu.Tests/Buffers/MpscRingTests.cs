using Mcu.Core.Buffers;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Buffers;

/// <summary>Many writers, one reader, bounded.</summary>
public sealed class MpscRingTests
{
    [Test]
    public void TryWrite_Full_FailsUntilOneIsRead()
    {
        var ring = new MpscRing<string>(2);
        ring.TryWrite("a");
        ring.TryWrite("b");

        Assert.That(ring.TryWrite("c"), Is.False);
        Assert.That(ring.TryRead(out string? first), Is.True);
        Assert.That(first, Is.EqualTo("a"));
        Assert.That(ring.TryWrite("c"), Is.True);
        Assert.That(ring.Count, Is.EqualTo(2));
    }

    [Test]
    public void TryRead_ManyTurnsAround_KeepsOrder()
    {
        var ring = new MpscRing<string>(2);
        for (int i = 0; i < 100; i++)
        {
            ring.TryWrite($"{i}");
            ring.TryRead(out string? item);
            Assert.That(item, Is.EqualTo($"{i}"));
        }

        Assert.That(ring.TryRead(out _), Is.False);
    }

    [Test]
    public void WriteAndRead_Warm_AllocatesNothing()
    {
        var ring = new MpscRing<string>(4);

        Assert.That(Allocations.Of(() => _ = ring.TryWrite("a") && ring.TryRead(out _)), Is.Zero);
    }

    [Test]
    public void WriteAndRead_ThreeWriters_EachWritersItemsArriveOnceAndInOrder()
    {
        const int Each = 20_000;
        var ring = new MpscRing<Item>(32);
        int[] next = new int[3];

        Race.Run(
            () => WriteAll(ring, 0, Each),
            () => WriteAll(ring, 1, Each),
            () => WriteAll(ring, 2, Each),
            () => ReadAll(ring, next, 3 * Each));

        Assert.That(next, Is.All.EqualTo(Each));
    }

    private static void WriteAll(MpscRing<Item> ring, int writer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var item = new Item(writer, i);
            Race.Until(() => ring.TryWrite(item));
        }
    }

    private static void ReadAll(MpscRing<Item> ring, int[] next, int count)
    {
        Item? item = null;
        for (int i = 0; i < count; i++)
        {
            Race.Until(() => ring.TryRead(out item));
            Race.Require(item!.Number == next[item.Writer]++, "an item was lost, doubled or out of order");
        }
    }

    private sealed record Item(int Writer, int Number);
}

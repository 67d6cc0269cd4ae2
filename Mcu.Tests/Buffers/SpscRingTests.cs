using Mcu.Core.Buffers;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Buffers;

/// <summary>One writer, one reader, in order, bounded.</summary>
public sealed class SpscRingTests
{
    [Test]
    public void TryWrite_Full_FailsUntilOneIsRead()
    {
        var ring = new SpscRing<string>(2);
        ring.TryWrite("a");
        ring.TryWrite("b");

        Assert.That(ring.TryWrite("c"), Is.False);
        Assert.That(ring.TryRead(out string? first), Is.True);
        Assert.That(first, Is.EqualTo("a"));
        Assert.That(ring.TryWrite("c"), Is.True);
        Assert.That(ring.Count, Is.EqualTo(2));
    }

    [Test]
    public void TryRead_Empty_Fails()
    {
        Assert.That(new SpscRing<string>(2).TryRead(out string? none), Is.False);
        Assert.That(none, Is.Null);
    }

    [Test]
    public void WriteAndRead_Warm_AllocatesNothing()
    {
        var ring = new SpscRing<string>(4);

        Assert.That(Allocations.Of(() => _ = ring.TryWrite("a") && ring.TryRead(out _)), Is.Zero);
    }

    [Test]
    public void WriteAndRead_TwoThreads_EveryItemArrivesOnceAndInOrder()
    {
        string[] items = [.. Enumerable.Range(0, 50_000).Select(i => i.ToString())];
        var ring = new SpscRing<string>(64);
        var read = new List<string>(items.Length);

        Race.Run(() => WriteAll(ring, items), () => ReadAll(ring, read, items.Length));

        Assert.That(read.SequenceEqual(items), Is.True);
    }

    private static void WriteAll(SpscRing<string> ring, string[] items) =>
        Array.ForEach(items, item => Race.Until(() => ring.TryWrite(item)));

    private static void ReadAll(SpscRing<string> ring, List<string> read, int count)
    {
        string? item = null;
        while (read.Count < count)
        {
            Race.Until(() => ring.TryRead(out item));
            read.Add(item!);
        }
    }
}

using Mcu.Core.Time;
using Mcu.Node.Net;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>Which pair of ports comes next.</summary>
public sealed class PortAllocatorTests
{
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(10);
    private static readonly Instant Start = Instant.FromMilliseconds(0);

    [Test]
    public void TryTake_UntilNoneIsLeft_GivesEachEvenPortOnce()
    {
        PortAllocator allocator = Make(first: 20001, last: 20010);

        int[] ports = TakeAll(allocator, Start);

        Assert.That(ports, Is.EquivalentTo(new[] { 20002, 20004, 20006, 20008 }));
        Assert.That(allocator.Taken, Is.EqualTo(4));
    }

    [Test]
    public void TryTake_AfterRelease_OnlyWhenThePairHasRested()
    {
        PortAllocator allocator = Make(20000, 20001);
        allocator.TryTake(Start, out int port);
        allocator.Release(port, Start);

        Assert.That(allocator.TryTake(Start + Quarantine - TimeSpan.FromMilliseconds(1), out _), Is.False);
        Assert.That(allocator.TryTake(Start + Quarantine, out int again), Is.True);
        Assert.That(again, Is.EqualTo(port));
    }

    [Test]
    public void TryTake_SeveralSeeds_StartsAtDifferentPorts()
    {
        int[] firsts = [.. Enumerable.Range(0, 20).Select(seed => First(Make(20000, 20999, seed)))];

        Assert.That(firsts.Distinct().Count(), Is.GreaterThan(15));
    }

    [Test]
    public void Release_Twice_Throws()
    {
        PortAllocator allocator = Make(20000, 20003);
        allocator.TryTake(Start, out int port);
        allocator.Release(port, Start);

        Assert.That(() => allocator.Release(port, Start), Throws.InvalidOperationException);
    }

    private static int First(PortAllocator allocator) => allocator.TryTake(Start, out int port) ? port : 0;

    private static int[] TakeAll(PortAllocator allocator, Instant now)
    {
        var ports = new List<int>();
        while (allocator.TryTake(now, out int port))
        {
            ports.Add(port);
        }

        return [.. ports];
    }

    private static PortAllocator Make(ushort first, ushort last, int seed = 1) =>
        new(new PortRange(first, last), new SeededRandom(seed), Quarantine);
}

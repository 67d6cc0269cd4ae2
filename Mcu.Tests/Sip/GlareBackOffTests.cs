using Mcu.Core.Sip;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Sip;

public sealed class GlareBackOffTests
{
    [TestCase(true, 2100, 4000)]
    [TestCase(false, 0, 2000)]
    public void Next_Side_StaysInItsBand(bool isCaller, int shortest, int longest)
    {
        var random = new SeededRandom(1);
        double[] waits = [.. Enumerable.Range(0, 1000).Select(_ => GlareBackOff.Next(isCaller, random).TotalMilliseconds)];
        Assert.That(waits, Is.All.InRange(shortest, longest));
        Assert.That(waits.Select(wait => wait % 10), Is.All.Zero);
        Assert.That(waits.Max() - waits.Min(), Is.GreaterThan(1500));
    }
}

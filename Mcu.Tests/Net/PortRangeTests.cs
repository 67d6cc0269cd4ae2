using Mcu.Node.Net;

namespace Mcu.Tests.Net;

/// <summary>The value of <c>media.ports</c>.</summary>
public sealed class PortRangeTests
{
    [TestCase("20000-20999", 500)]
    [TestCase("20001-20999", 499)]
    [TestCase("20000-20001", 1)]
    [TestCase(" 20000 - 20003 ", 2)]
    [TestCase("65534-65535", 1)]
    public void TryParse_Range_CountsWholePairs(string text, int pairs)
    {
        Assert.That(PortRange.TryParse(text, out PortRange range), Is.True);
        Assert.That(range.Pairs, Is.EqualTo(pairs));
        Assert.That(range.FirstEven % 2, Is.Zero);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("20000")]
    [TestCase("20999-20000")]
    [TestCase("20001-20002")]
    [TestCase("80-90")]
    [TestCase("65534-65536")]
    [TestCase("a-b")]
    public void TryParse_NoUsableRange_Fails(string? text)
    {
        Assert.That(PortRange.TryParse(text, out _), Is.False);
    }
}

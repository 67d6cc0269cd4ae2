using Mcu.Core.Composing.Scaling;

namespace Mcu.Tests.Composing.Scaling;

public sealed class AxisFilterTests
{
    [TestCase(640, 426)]
    [TestCase(640, 639)]
    [TestCase(640, 641)]
    [TestCase(640, 1280)]
    [TestCase(1920, 2)]
    [TestCase(1, 64)]
    [TestCase(2, 3)]
    public void Create_AnyRatio_WeightsSumToOneAndStayInside(int inputs, int outputs)
    {
        AxisFilter filter = AxisFilter.Create(inputs, inputs, outputs);
        for (int at = 0; at < outputs; at++)
        {
            sbyte[] weights = filter.Weights[(at * filter.Taps)..((at + 1) * filter.Taps)];
            int last = filter.Starts[at] + Array.FindLastIndex(weights, weight => weight > 0);
            Assert.That(weights.Sum(weight => weight), Is.EqualTo(128));
            Assert.That(weights, Has.All.InRange(0, 127));
            Assert.That(last, Is.InRange(0, Math.Max(1, inputs - 1)), "only a line of one sample may repeat it");
        }
    }

    [Test]
    public void Create_ScalingDown_WeighsByCoveredArea()
    {
        AxisFilter filter = AxisFilter.Create(6, 6, 4);
        Assert.Multiple(() =>
        {
            Assert.That(filter.Starts, Is.EqualTo(new[] { 0, 1, 3, 4 }));
            Assert.That(filter.Weights[..4], Is.EqualTo(new sbyte[] { 85, 43, 0, 0 }));
            Assert.That(filter.Weights[4..8], Is.EqualTo(new sbyte[] { 43, 85, 0, 0 }));
        });
    }

    [Test]
    public void Create_ScalingUpTwice_InterpolatesBetweenCenters()
    {
        AxisFilter filter = AxisFilter.Create(4, 4, 8);
        Assert.Multiple(() =>
        {
            Assert.That(filter.Starts, Is.EqualTo(new[] { 0, 0, 0, 1, 1, 2, 2, 2 }));
            Assert.That(filter.Weights[2..6], Is.EqualTo(new sbyte[] { 96, 32, 32, 96 }));
        });
    }
}

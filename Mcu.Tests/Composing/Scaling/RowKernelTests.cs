using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Tests.Composing.Scaling;

/// <summary>Each vector kernel gives the scalar one's samples, bit for bit, and writes nothing else.</summary>
public sealed unsafe class RowKernelTests
{
    private const int Room = 8192;
    private readonly Random random = new(11);

    /// <summary>One row kernel, from fixed sources to a target row.</summary>
    private delegate void Kernel(byte* target);

    private static IEnumerable<int> Widths() => [32, 33, 47, 64, 65, 90, 126, 158, 211, 316, 422, 640, 1279];

    [TestCaseSource(nameof(Widths))]
    public void HalfRow_Vectors_EqualScalar(int width)
    {
        byte[] noise = Noise();
        byte* upper = Address(noise);
        byte* lower = upper + 17;
        byte[] scalar = Run(target => HalfRow.RunScalar(upper, lower, target, width));
        Assert.Multiple(() =>
        {
            AssertEqual(Avx2.IsSupported, target => HalfRow.Run256(upper, lower, target, width), scalar, Room);
            AssertEqual(Avx512BW.IsSupported, target => HalfRow.Run512(upper, lower, target, width), scalar, Room);
            Assert.That(scalar[0], Is.EqualTo((noise[0] + noise[1] + noise[17] + noise[18] + 2) / 4));
        });
    }

    [TestCaseSource(nameof(Widths))]
    public void PairRow_Vectors_EqualScalar(int width)
    {
        byte[] noise = Noise();
        byte[] scalar = Run(row => PairRow.RunScalar(row, width), noise);
        Assert.Multiple(() =>
        {
            AssertEqual(Avx2.IsSupported, row => PairRow.Run256(row, width), scalar, width, noise);
            AssertEqual(Avx512BW.IsSupported, row => PairRow.Run512(row, width), scalar, width, noise);
            Assert.That(scalar[0], Is.EqualTo((noise[0] + noise[1] + 1) / 2));
        });
    }

    [Test]
    public void WeightedRows_Vectors_EqualScalar([ValueSource(nameof(Widths))] int width, [Values(1.5, 3.5, 7.5)] double span)
    {
        AxisFilter filter = AxisFilter.Create(span, (int)Math.Ceiling(span), 1);
        int taps = filter.Taps;
        byte[] noise = Noise();
        byte[] weighed = GC.AllocateArray<byte>(taps, pinned: true);
        MemoryMarshal.Cast<sbyte, byte>(filter.Weights).CopyTo(weighed);
        sbyte* weights = (sbyte*)Address(weighed);
        byte** rows = stackalloc byte*[taps];
        for (int tap = 0; tap < taps; tap++)
        {
            rows[tap] = Address(noise) + (tap * 13);
        }

        byte[] scalar = Run(target => WeightedRows.RunScalar(rows, weights, taps, target, width));
        Assert.Multiple(() =>
        {
            AssertEqual(Avx2.IsSupported, target => WeightedRows.Run256(rows, weights, taps, target, width), scalar, Room);
            bool wide = Avx512BW.IsSupported && width >= 64;
            AssertEqual(wide, target => WeightedRows.Run512(rows, weights, taps, target, width), scalar, Room);
            Assert.That(scalar[..width], Has.Some.Not.Zero);
        });
    }

    [Test]
    public void ShuffledRow_Vectors_EqualScalar(
        [ValueSource(nameof(Widths))] int outputs, [Values(0.25, 0.7, 0.999, 1.001, 1.5, 1.999, 2)] double ratio)
    {
        int inputs = (int)(outputs * ratio);
        var table = new ShuffleTable(AxisFilter.Create(outputs * ratio, inputs, outputs));
        byte[] noise = Noise();
        byte* row = Address(noise);
        byte[] scalar = Run(target => ShuffledRow.RunScalar(row, table, target));
        Assert.Multiple(() =>
        {
            AssertEqual(Avx2.IsSupported, target => ShuffledRow.Run256(row, table, target), scalar, Room);
            AssertEqual(Avx512BW.IsSupported, target => ShuffledRow.Run512(row, table, target), scalar, Room);
            Assert.That(scalar[outputs..], Has.All.Zero);
        });
    }

    [Test]
    public void BlendRow_Vectors_EqualTheExactQuotientForEveryPairOfBytes()
    {
        byte[] canvas = GC.AllocateArray<byte>(65536, pinned: true);
        byte[] rest = GC.AllocateArray<byte>(65536, pinned: true);
        byte[] samples = GC.AllocateArray<byte>(65536, pinned: true);
        for (int at = 0; at < canvas.Length; at++)
        {
            (canvas[at], rest[at], samples[at]) = ((byte)at, (byte)(at >> 8), (byte)(at * 31 % (256 - (at >> 8))));
        }

        byte* above = Address(samples);
        byte* left = Address(rest);
        byte[] exact = [.. canvas.Select((under, at) => (byte)Math.Min(255, samples[at] + (int)Math.Round(under * rest[at] / 255.0)))];
        Assert.Multiple(() =>
        {
            AssertEqual(true, target => BlendRow.RunScalar(above, left, target, 65536), exact, 65536, canvas);
            AssertEqual(Avx2.IsSupported, target => BlendRow.Run256(above, left, target, 65536), exact, 65536, canvas);
            AssertEqual(Avx512BW.IsSupported, target => BlendRow.Run512(above, left, target, 65536), exact, 65536, canvas);
        });
    }

    private static void AssertEqual(bool supported, Kernel kernel, byte[] expected, int width, byte[]? start = null)
    {
        if (supported)
        {
            Assert.That(Run(kernel, start).AsSpan(0, width).SequenceEqual(expected.AsSpan(0, width)), Is.True);
        }
    }

    private static byte[] Run(Kernel kernel, byte[]? start = null)
    {
        byte[] target = GC.AllocateArray<byte>(start?.Length ?? Room, pinned: true);
        start?.CopyTo(target, 0);
        kernel(Address(target));
        return target;
    }

    private static byte* Address(byte[] pinned) => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private byte[] Noise()
    {
        byte[] samples = GC.AllocateArray<byte>(Room, pinned: true);
        random.NextBytes(samples);
        return samples;
    }
}

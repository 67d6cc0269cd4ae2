using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mcu.Core.Composing.Captions;

/// <summary>Blends a row of premultiplied samples: target = samples + target * rest / 255, rounded to nearest.</summary>
internal static unsafe class BlendRow
{
    /// <summary>
    /// Blends <paramref name="width"/> samples rounded up to a multiple of <see cref="Overlay.RowPadding"/>; padding of
    /// the overlay leaves the target as it is.
    /// </summary>
    internal static void Run(byte* samples, byte* rest, byte* target, int width)
    {
        if (Avx512BW.IsSupported)
        {
            Run512(samples, rest, target, width);
        }
        else if (Avx2.IsSupported)
        {
            Run256(samples, rest, target, width);
        }
        else
        {
            RunScalar(samples, rest, target, width);
        }
    }

    // (t + (t >> 8)) >> 8 with t = product + 128 is the exact rounded quotient by 255 of any product of two bytes.
    internal static void Run512(byte* samples, byte* rest, byte* target, int width)
    {
        for (int at = 0; at < width; at += 32)
        {
            Vector512<ushort> canvas = Avx512BW.ConvertToVector512UInt16(Vector256.Load(target + at));
            Vector512<ushort> left = Avx512BW.ConvertToVector512UInt16(Vector256.Load(rest + at));
            Vector512<ushort> product = (canvas * left) + Vector512.Create((ushort)128);
            Vector256<byte> kept = Avx512BW.ConvertToVector256Byte((product + (product >> 8)) >> 8);
            Avx2.AddSaturate(kept, Vector256.Load(samples + at)).Store(target + at);
        }
    }

    internal static void Run256(byte* samples, byte* rest, byte* target, int width)
    {
        for (int at = 0; at < width; at += 16)
        {
            Vector256<ushort> canvas = Avx2.ConvertToVector256Int16(Vector128.Load(target + at)).AsUInt16();
            Vector256<ushort> left = Avx2.ConvertToVector256Int16(Vector128.Load(rest + at)).AsUInt16();
            Vector256<ushort> product = (canvas * left) + Vector256.Create((ushort)128);
            Vector256<short> kept = ((product + (product >> 8)) >> 8).AsInt16();
            Vector128<byte> packed = Sse2.PackUnsignedSaturate(kept.GetLower(), kept.GetUpper());
            Sse2.AddSaturate(packed, Vector128.Load(samples + at)).Store(target + at);
        }
    }

    internal static void RunScalar(byte* samples, byte* rest, byte* target, int width)
    {
        for (int at = 0; at < width; at++)
        {
            int product = (target[at] * rest[at]) + 128;
            target[at] = (byte)Math.Min(255, samples[at] + ((product + (product >> 8)) >> 8));
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mcu.Core.Codecs.Telephony;

/// <summary>The filters' inner loop.</summary>
internal static class DotProduct
{
    /// <summary>The sum of products; the length is a multiple of 16.</summary>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<float> even = Vector256<float>.Zero;
        Vector256<float> odd = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)a.Length; i += 16)
        {
            even = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), even);
            odd = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, i + 8), Vector256.LoadUnsafe(ref y, i + 8), odd);
        }

        return Vector256.Sum(even + odd);
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace Mcu.Core.Mixing;

/// <summary>
/// Keeps a sum within full scale. It has no memory and looks at one sample only: below the knee nothing changes, above
/// it the curve bends smoothly towards ±1. So one loud voice never lowers the others afterwards (no pumping), no delay
/// is added, and what one listener hears says nothing about another's mix.
/// </summary>
public static class SoftLimiter
{
    /// <summary>Where the curve begins to bend, as a part of full scale (about -2.5 dBFS).</summary>
    public const float Knee = 0.75f;

    private const float Room = 1f - Knee;

    /// <summary>Limits in place; every result is within ±1.</summary>
    public static void Apply(Span<float> pcm)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(pcm);
        foreach (ref Vector<float> value in wide)
        {
            Vector<float> magnitude = Vector.Abs(value);
            if (Vector.GreaterThanAny(magnitude, new Vector<float>(Knee)))
            {
                value = Bend(value, magnitude);
            }
        }

        foreach (ref float value in pcm[(wide.Length * Vector<float>.Count)..])
        {
            value = Bend(value);
        }
    }

    // Slope 1 at the knee and 0 at infinity: knee + room * u / (1 + u), where u is how far beyond the knee we are.
    private static Vector<float> Bend(Vector<float> value, Vector<float> magnitude)
    {
        Vector<float> beyond = Vector.Max(Vector<float>.Zero, magnitude - new Vector<float>(Knee)) / Room;
        Vector<float> bent = new Vector<float>(Knee) + (Room * (beyond / (Vector<float>.One + beyond)));
        Vector<float> signed = Vector.ConditionalSelect(Vector.LessThan(value, Vector<float>.Zero), -bent, bent);
        return Vector.ConditionalSelect(Vector.GreaterThan(magnitude, new Vector<float>(Knee)), signed, value);
    }

    private static float Bend(float value)
    {
        float magnitude = Math.Abs(value);
        if (magnitude <= Knee)
        {
            return value;
        }

        float beyond = (magnitude - Knee) / Room;
        return MathF.CopySign(Knee + (Room * (beyond / (1f + beyond))), value);
    }
}

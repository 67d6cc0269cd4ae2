namespace Mcu.Core.Mixing;

/// <summary>How loud a piece of sound is. A full-scale square wave is 0 dBFS, a full-scale sine -3.01 dBFS RMS.</summary>
/// <param name="RmsDbfs">Root mean square in dBFS.</param>
/// <param name="PeakDbfs">Largest magnitude in dBFS; above 0 when a sample is beyond full scale.</param>
public readonly record struct AudioLevel(float RmsDbfs, float PeakDbfs)
{
    /// <summary>The lowest level that we tell apart from nothing, as in RFC 6464 §3.</summary>
    public const float FloorDbfs = -127f;

    /// <summary>No sound.</summary>
    public static readonly AudioLevel Silence = new(FloorDbfs, FloorDbfs);

    /// <summary>Measures samples of any number. Sound with a NaN or an infinity in it counts as no sound.</summary>
    public static AudioLevel Measure(ReadOnlySpan<float> pcm)
    {
        if (pcm.IsEmpty)
        {
            return Silence;
        }

        (float energy, float peak) = SampleMath.EnergyAndPeak(pcm);
        return float.IsFinite(energy) ? new(ToDbfs(MathF.Sqrt(energy / pcm.Length)), ToDbfs(peak)) : Silence;
    }

    /// <summary>An amplitude (1 is full scale) in dBFS.</summary>
    public static float ToDbfs(float amplitude) => amplitude <= 0 ? FloorDbfs : Math.Max(FloorDbfs, 20f * MathF.Log10(amplitude));

    /// <summary>The factor of a gain in dB.</summary>
    public static float ToFactor(float decibels) => MathF.Pow(10f, decibels / 20f);
}

using Mcu.Core.Mixing;

namespace Mcu.Core.Jitter;

/// <summary>Quiet noise as loud as the room was between words, for when nothing comes (compare RFC 3389).</summary>
internal sealed class ComfortNoise
{
    private const float MostDbfs = -50f; // more would draw attention to itself
    private const float StartDbfs = -75f;
    private const float RisePerFrame = 0.06f; // dB: 3 dB/s
    private const float Smoothing = 0.5f; // a soft low pass, since rooms rumble more than they hiss
    private static readonly float ShapedRms = MathF.Sqrt(Smoothing / (2 - Smoothing) / 3); // of uniform noise in ±1, shaped
    private float noiseDbfs = StartDbfs;
    private uint state = 0x9E3779B9;
    private float shaped;

    /// <summary>Takes in decoded sound, to know the room's noise.</summary>
    public void Learn(ReadOnlySpan<float> pcm)
    {
        float level = AudioLevel.Measure(pcm).RmsDbfs;
        noiseDbfs = Math.Min(MostDbfs, Math.Min(level, noiseDbfs + (RisePerFrame * pcm.Length / AudioFrame.Samples)));
    }

    /// <summary>Adds noise whose share goes evenly from one value to another (0 none, 1 as loud as the room).</summary>
    public void AddTo(Span<float> pcm, float from, float to)
    {
        float amplitude = AudioLevel.ToFactor(noiseDbfs) / ShapedRms;
        float step = (to - from) / pcm.Length;
        for (int i = 0; i < pcm.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            shaped += Smoothing * (((int)state / 2147483648f) - shaped);
            pcm[i] += shaped * amplitude * (from + (step * i));
        }
    }
}

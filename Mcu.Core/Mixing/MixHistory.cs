namespace Mcu.Core.Mixing;

/// <summary>The last few frames of the common mix, to warm encoders up with.</summary>
internal sealed class MixHistory
{
    /// <summary>
    /// 100 ms: G.722's scale factors and predictors leak by 1/128 and 1/256 per sample at 8 kHz, so they forget with time
    /// constants of 16 and 32 ms (ITU-T G.722 §3.5, §3.6); Opus predicts from the last few frames.
    /// </summary>
    private const int Frames = 5;

    private readonly float[][] frames = [.. Enumerable.Range(0, Frames).Select(_ => new float[AudioFrame.Samples])];
    private int next;

    /// <summary>How many frames there are.</summary>
    public int Count { get; private set; }

    /// <summary>The frame so many before the present one; 1 is the last that was added.</summary>
    public ReadOnlySpan<float> Before(int ago) => frames[(next - ago + Frames) % Frames];

    public void Add(ReadOnlySpan<float> common)
    {
        common.CopyTo(frames[next]);
        next = (next + 1) % Frames;
        Count = Math.Min(Count + 1, Frames);
    }
}

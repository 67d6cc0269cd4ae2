using Mcu.Core.Codecs;

namespace Mcu.Core.Jitter;

/// <summary>
/// Fills in for missing packets: the codec's own guess for 60 ms, then fading into comfort noise within another 60 ms,
/// since a guess that goes on sounds like a machine; and after two seconds without a packet into silence.
/// </summary>
internal sealed class Concealment(IAudioDecoder decoder)
{
    /// <summary>From here on, the guess has begun to fade, in samples.</summary>
    public const int FadeStarts = 2880;

    /// <summary>Here all sound has gone, in samples.</summary>
    public const int SilenceAt = NoiseFades + FadeLength;

    private const int FadeLength = 2880;
    private const int DtxGuess = 48000; // a sender in DTX refreshes every 400 ms (RFC 7587 §3.1.3)
    private const int NoiseFades = 96000;
    private readonly ComfortNoise noise = new();

    /// <summary>Samples filled in since the last packet; 0 while packets are played.</summary>
    public int Run { get; private set; }

    /// <summary>A packet was played.</summary>
    public void End(ReadOnlySpan<float> pcm, bool isDtx)
    {
        Run = 0;
        if (!isDtx)
        {
            noise.Learn(pcm);
        }
    }

    /// <summary>Fills a chunk. In DTX the codec makes the comfort noise, for as long as a sender in DTX may be quiet.</summary>
    public void Fill(Span<float> chunk, bool isDtx)
    {
        int fade = isDtx ? DtxGuess : FadeStarts;
        float before = GuessShare(Run, fade);
        float after = GuessShare(Run + chunk.Length, fade);
        if (before > 0)
        {
            decoder.Conceal(chunk);
            Mixing.SampleMath.Ramp(chunk, chunk, before, after);
        }
        else
        {
            chunk.Clear();
        }

        if (after < 1 && Run < SilenceAt)
        {
            noise.AddTo(chunk, NoiseShare(before, Run), NoiseShare(after, Run + chunk.Length));
        }

        Run = Math.Min(Run + chunk.Length, SilenceAt);
    }

    private static float GuessShare(int run, int fadeStarts) => Math.Clamp(1f - ((float)(run - fadeStarts) / FadeLength), 0f, 1f);

    private static float NoiseShare(float guess, int run) => (1 - guess) * GuessShare(run, NoiseFades);
}

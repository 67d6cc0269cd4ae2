namespace Mcu.Core.Codecs.Telephony;

/// <summary>
/// Conceals lost sound of codecs that have no way of their own: it repeats the last pitch period, whole for 10 ms and then
/// fading out until 60 ms (the idea of G.711 Appendix I), and fades over to the sound that comes back. 48 kHz.
/// </summary>
internal sealed class PitchConcealer
{
    private const int History = 2880;
    private const int ShortestPeriod = 120; // 400 Hz
    private const int LongestPeriod = 720; // 67 Hz
    private const int Match = 960;
    private const int HoldSamples = 480;
    private const int FadeSamples = 2400;
    private const int JoinSamples = 48;
    private const int ReturnSamples = 240;
    private readonly float[] history = new float[History];
    private readonly float[] period = new float[LongestPeriod];
    private int periodLength;
    private int concealed; // samples since the loss began; 0 when none
    private float step; // between the last sound and the first repetition

    /// <summary>Takes sound as it was decoded; smooths its start after a loss.</summary>
    public void Observe(Span<float> pcm)
    {
        if (concealed > 0)
        {
            int samples = Math.Min(ReturnSamples, pcm.Length);
            for (int i = 0; i < samples; i++)
            {
                float weight = (i + 1f) / (samples + 1);
                pcm[i] = (pcm[i] * weight) + (Next() * (1 - weight));
            }

            concealed = 0;
        }

        Remember(pcm);
    }

    /// <summary>Makes up sound.</summary>
    public void Conceal(Span<float> pcm)
    {
        if (concealed == 0)
        {
            Begin();
        }

        foreach (ref float sample in pcm)
        {
            sample = Next();
        }

        Remember(pcm);
    }

    private float Next()
    {
        float join = concealed < JoinSamples ? step * (1 - ((float)concealed / JoinSamples)) : 0;
        float gain = Math.Clamp(1 - ((float)(concealed - HoldSamples) / FadeSamples), 0, 1);
        float sample = gain == 0 ? 0 : (period[concealed % periodLength] * gain) + join;
        concealed = Math.Min(concealed + 1, int.MaxValue - 1);
        return sample;
    }

    private void Begin()
    {
        periodLength = FindPeriod();
        int start = History - periodLength;
        history.AsSpan(start).CopyTo(period);

        // The period's last quarter fades into what came before its start, so that repetitions join.
        int quarter = periodLength / 4;
        for (int i = 0; i < quarter; i++)
        {
            float weight = (i + 1f) / (quarter + 1);
            float before = history[start - quarter + i];
            int at = periodLength - quarter + i;
            period[at] = (period[at] * (1 - weight)) + (before * weight);
        }

        step = history[^1] - history[start - 1];
    }

    // The lag at which the last 20 ms are most like what went before: coarsely on every sixth sample, then closely.
    private int FindPeriod()
    {
        int coarse = BestLag(ShortestPeriod, LongestPeriod, 6);
        return BestLag(Math.Max(ShortestPeriod, coarse - 5), Math.Min(LongestPeriod, coarse + 5), 1);
    }

    private int BestLag(int from, int to, int stride)
    {
        int best = from;
        double bestScore = double.MinValue;
        for (int lag = from; lag <= to; lag += stride)
        {
            double product = 0;
            double energy = 1e-9;
            for (int i = History - Match; i < History; i += stride)
            {
                float past = history[i - lag];
                product += history[i] * past;
                energy += past * past;
            }

            double score = product / Math.Sqrt(energy);
            if (score > bestScore)
            {
                (bestScore, best) = (score, lag);
            }
        }

        return best;
    }

    private void Remember(ReadOnlySpan<float> pcm)
    {
        ReadOnlySpan<float> kept = pcm.Length > History ? pcm[^History..] : pcm;
        history.AsSpan(kept.Length).CopyTo(history);
        kept.CopyTo(history.AsSpan(History - kept.Length));
    }
}

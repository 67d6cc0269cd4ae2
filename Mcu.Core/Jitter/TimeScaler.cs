using Mcu.Core.Mixing;

namespace Mcu.Core.Jitter;

/// <summary>
/// Shortens or lengthens sound by one period of its own (waveform-similarity overlap-add), for when the delay must
/// change faster than resampling may do it. It looks for the lag at which the sound resembles itself most, and takes it
/// only where the resemblance is good or there is nothing to hear.
/// </summary>
internal static class TimeScaler
{
    /// <summary>Samples that must wait in the FIFO.</summary>
    public const int Needed = MostLag + Overlap;

    private const int LeastLag = 120; // 2.5 ms: 400 Hz
    private const int MostLag = 720; // 15 ms: 67 Hz
    private const int Overlap = 240;
    private const int CoarseStep = 4;
    private const float GoodLikeness = 0.7f;
    private const float SilenceDbfs = -50f;

    /// <summary>Takes 2.5 to 15 ms out; returns how many samples, 0 where it would be heard.</summary>
    public static int TryShorten(SampleFifo fifo, bool force)
    {
        int lag = FindLag(fifo.Unread, force);
        if (lag > 0)
        {
            CrossFade(fifo.Unread[..Overlap], fifo.Unread.Slice(lag, Overlap), fifo.Unread.Slice(lag, Overlap));
            fifo.Remove(0, lag);
        }

        return lag;
    }

    /// <summary>Puts 2.5 to 15 ms in; returns how many samples, 0 where it would be heard.</summary>
    public static int TryLengthen(SampleFifo fifo, bool force)
    {
        int lag = FindLag(fifo.Unread, force);
        if (lag > 0)
        {
            fifo.Insert(lag, lag);
            Span<float> unread = fifo.Unread; // becomes x[0..lag), a crossing from x[lag..] to x[0..], the rest of x[0..]
            unread[..lag].CopyTo(unread.Slice(lag, lag));
            CrossFade(unread.Slice(2 * lag, Overlap), unread.Slice(lag, Overlap), unread.Slice(lag, Overlap));
        }

        return lag;
    }

    private static void CrossFade(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> result)
    {
        for (int i = 0; i < Overlap; i++)
        {
            float share = (i + 0.5f) / Overlap;
            result[i] = (from[i] * (1 - share)) + (to[i] * share);
        }
    }

    private static int FindLag(ReadOnlySpan<float> sound, bool force)
    {
        if (AudioLevel.Measure(sound[..Needed]).RmsDbfs < SilenceDbfs)
        {
            return MostLag;
        }

        int best = LeastLag;
        float likeness = -1;
        for (int lag = LeastLag; lag <= MostLag; lag += CoarseStep)
        {
            Consider(sound, lag, ref best, ref likeness);
        }

        int coarse = best;
        for (int lag = Math.Max(LeastLag, coarse - CoarseStep + 1); lag <= Math.Min(MostLag, coarse + CoarseStep - 1); lag++)
        {
            Consider(sound, lag, ref best, ref likeness);
        }

        return force || likeness >= GoodLikeness ? best : 0;
    }

    private static void Consider(ReadOnlySpan<float> sound, int lag, ref int best, ref float likeness)
    {
        (float product, float energy) = SampleMath.Correlate(sound[..Overlap], sound.Slice(lag, Overlap));
        float found = energy > 0 ? product / energy : 0;
        if (found > likeness)
        {
            (best, likeness) = (lag, found);
        }
    }
}

namespace Mcu.Core.Jitter;

/// <summary>Decoded samples between the decoder and the resampler, with a little of the past for the latter's window.</summary>
internal sealed class SampleFifo
{
    /// <summary>Samples already read that stay visible before <see cref="Unread"/>.</summary>
    public const int History = 16;

    private const int JoinSamples = 192; // 4 ms
    private readonly float[] samples = new float[16384];
    private int read = History;
    private int end = History;

    /// <summary>How many samples wait.</summary>
    public int Count => end - read;

    /// <summary>The samples that wait.</summary>
    public Span<float> Unread => samples.AsSpan(read, end - read);

    /// <summary>The samples that wait, after <see cref="History"/> of the past.</summary>
    public ReadOnlySpan<float> WithHistory => samples.AsSpan(read - History, end - read + History);

    /// <summary>Room for so many samples at the end, to be filled by the caller.</summary>
    public Span<float> Extend(int count)
    {
        if (end + count > samples.Length)
        {
            int from = read - History;
            Array.Copy(samples, from, samples, 0, end - from);
            (read, end) = (History, end - from);
        }

        end += count;
        return samples.AsSpan(end - count, count);
    }

    /// <summary>Takes the last samples away again.</summary>
    public void Truncate(int count) => end -= count;

    /// <summary>Marks samples as read.</summary>
    public void Advance(int count) => read += count;

    /// <summary>
    /// Makes the last <paramref name="count"/> samples go on without a step from those before them, where they do not
    /// belong together: the step is taken out and given back within 4 ms.
    /// </summary>
    public void Join(int count)
    {
        int start = end - count;
        float slope = samples[start - 1] - samples[start - 2];
        float step = samples[start - 1] + slope - samples[start];
        for (int i = 0; i < Math.Min(JoinSamples, count); i++)
        {
            float left = 1f - ((float)i / JoinSamples);
            samples[start + i] += step * left * left;
        }
    }

    /// <summary>Removes samples from the middle of what waits.</summary>
    public void Remove(int at, int count)
    {
        Array.Copy(samples, read + at + count, samples, read + at, end - read - at - count);
        end -= count;
    }

    /// <summary>Makes room for samples in the middle of what waits.</summary>
    public Span<float> Insert(int at, int count)
    {
        Extend(count);
        Array.Copy(samples, read + at, samples, read + at + count, end - count - read - at);
        return samples.AsSpan(read + at, count);
    }
}

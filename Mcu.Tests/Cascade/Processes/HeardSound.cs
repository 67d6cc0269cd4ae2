using Mcu.Core.Mixing;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>What a room has heard, asked for tones.</summary>
internal sealed class HeardSound(float[] samples, int rate)
{
    /// <summary>In how many parts a second is heard.</summary>
    public const int WindowsPerSecond = 20;

    private const float Audible = -40;

    private readonly int window = rate / WindowsPerSecond;

    /// <summary>How much there is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)samples.Length / rate);

    /// <summary>The level of a tone over the last two seconds: the median of short windows, dBFS.</summary>
    public float LevelOf(int hertz)
    {
        List<float> levels = [.. Levels(hertz, Length - TimeSpan.FromSeconds(2))];
        levels.Sort();
        return levels.Count == 0 ? float.NegativeInfinity : levels[levels.Count / 2];
    }

    /// <summary>The longest time since a moment without a tone.</summary>
    public TimeSpan LongestGap(int hertz, TimeSpan since)
    {
        int longest = 0, gap = 0;
        foreach (float level in Levels(hertz, since))
        {
            gap = level > Audible ? 0 : gap + 1;
            longest = Math.Max(longest, gap);
        }

        return TimeSpan.FromSeconds((double)longest / WindowsPerSecond);
    }

    /// <summary>Whether a tone is heard in each whole window since a moment.</summary>
    public IEnumerable<bool> Hears(int hertz, TimeSpan since) => Levels(hertz, since).Select(level => level > Audible);

    private IEnumerable<float> Levels(int hertz, TimeSpan since)
    {
        var detector = new GoertzelDetector(hertz * 48000.0 / rate, window); // which takes all sound for 48 kHz
        for (int at = Math.Max(0, (int)(since.TotalSeconds * rate)); at + window <= samples.Length; at += window)
        {
            detector.Add(samples.AsSpan(at, window));
            yield return detector.LevelDbfs;
        }
    }
}

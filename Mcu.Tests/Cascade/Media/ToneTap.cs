using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Media;

/// <summary>Looks for one tone in all that a conference hears.</summary>
internal sealed class ToneTap(double hertz) : IAudioTap
{
    private readonly GoertzelDetector detector = new(hertz);
    private volatile float level = AudioLevel.FloorDbfs;
    private volatile float quietest = float.MaxValue;

    /// <summary>Level of the last 200 ms, dBFS.</summary>
    public float Level => level;

    /// <summary>The lowest level since <see cref="Forget"/>, dBFS.</summary>
    public float Quietest => quietest;

    public void Forget() => quietest = float.MaxValue;

    public void OnMix(ReadOnlySpan<float> frame, Instant now)
    {
        int before = detector.Windows;
        detector.Add(frame);
        if (detector.Windows != before)
        {
            level = detector.LevelDbfs;
            quietest = Math.Min(quietest, level);
        }
    }
}

using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Bench.Report;
using Mcu.Tests.Hosting;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>How long sound takes from one room to another through a node of this process, ms.</summary>
/// <param name="P50">Median, first loud packet in to first loud packet out.</param>
/// <param name="P99">The same, 99th percentile.</param>
/// <param name="MixerP50">Median less what the jitter buffer held it.</param>
/// <param name="MixerP99">The same, 99th percentile.</param>
internal sealed record SoundDelay(double P50, double P99, double MixerP50, double MixerP99)
{
    /// <summary>How often it is measured.</summary>
    public const int Bursts = 60;

    private const int QuietFrames = 20; // pictures of 40 ms between bursts
    private const int LoudFrames = 5;

    /// <summary>Measures it.</summary>
    public static SoundDelay Measure() => MeasureAsync().GetAwaiter().GetResult();

    private static async Task<SoundDelay> MeasureAsync()
    {
        await using var meeting = new Meeting();
        meeting.Second.Voice.IsOn = false;
        meeting.First.Voice.IsQuiet = true;
        meeting.Run(frames: 75); // the jitter buffer settles
        List<double> whole = [];
        List<double> mixer = [];
        for (int burst = 0; burst < Bursts; burst++)
        {
            meeting.Run(QuietFrames + (burst % 3));
            double held = meeting.LegOf(meeting.First).Audio!.Receive.Playout.DelayMs;
            int heard = meeting.Second.Sound.Voiced;
            Instant? said = null;
            meeting.First.Voice.OnLoud = () => said ??= MonotonicClock.Now;
            meeting.First.Voice.IsQuiet = false;
            meeting.Until(() => meeting.Second.Sound.Voiced > heard, "the voice is heard");
            double delay = (MonotonicClock.Now - said!.Value).TotalMilliseconds;
            whole.Add(delay);
            mixer.Add(delay - held);
            meeting.Run(LoudFrames);
            meeting.First.Voice.IsQuiet = true;
        }

        whole.Sort();
        mixer.Sort();
        return new SoundDelay(
            Spread.Percentile([.. whole], 0.5), Spread.Percentile([.. whole], 0.99), Spread.Percentile([.. mixer], 0.5), Spread.Percentile([.. mixer], 0.99));
    }
}

using System.Net;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Bench.Report;
using Mcu.Tests.Harness;
using Mcu.Tests.Hosting;

namespace Mcu.Tests.Bench.Cascade;

/// <summary>How long sound takes from one room to another, each at a node, ms: first loud packet sent to first loud packet got.</summary>
/// <param name="P50">Median.</param>
/// <param name="P99">99th percentile.</param>
internal sealed record SoundOverNodes(double P50, double P99)
{
    /// <summary>How often it is measured.</summary>
    public const int Bursts = 60;

    private const int QuietFrames = 20; // pictures of 40 ms between bursts
    private const int LoudFrames = 5;
    private const string Number = "1000";

    /// <summary>Measures it.</summary>
    public static SoundOverNodes Measure(IPEndPoint speaks, IPEndPoint listens)
    {
        using var first = new SipRoom("noi");
        using var second = new SipRoom("nghe") { Voice = { IsOn = false } };
        first.Voice.IsQuiet = true;
        first.Call(speaks, Number);
        second.Call(listens, Number);
        Until(() => first is { IsUp: true, Reception.GotKeyFrame: true } && second is { IsUp: true, Reception.GotKeyFrame: true }, "both rooms are in");
        Run(frames: 100); // jitter buffers settle
        List<double> delays = [];
        for (int burst = 0; burst < Bursts; burst++)
        {
            Run(QuietFrames + (burst % 3));
            int heard = second.Sound.Voiced;
            Instant? said = null;
            first.Voice.OnLoud = () => said ??= MonotonicClock.Now;
            first.Voice.IsQuiet = false;
            Until(() => second.Sound.Voiced > heard, "the voice is heard");
            delays.Add((MonotonicClock.Now - said!.Value).TotalMilliseconds);
            Run(LoudFrames);
            first.Voice.IsQuiet = true;
        }

        first.Hangup();
        second.Hangup();
        Run(frames: 5);
        delays.Sort();
        return new SoundOverNodes(Spread.Percentile([.. delays], 0.5), Spread.Percentile([.. delays], 0.99));

        void Until(Func<bool> condition, string what) => Eventually.That(
            () =>
            {
                first.Pump();
                second.Pump();
                return condition();
            },
            what);

        void Run(int frames)
        {
            Instant end = MonotonicClock.Now + (TimeSpan.FromMilliseconds(40) * frames);
            Until(() => MonotonicClock.Now >= end, "time goes on");
        }
    }
}

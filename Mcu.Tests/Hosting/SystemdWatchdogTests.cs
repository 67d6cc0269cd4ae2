using System.Net.Sockets;
using System.Text;
using Mcu.Core.Time;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Hosting;

/// <summary>systemd hears from the node as long as its control loop answers, on a socket as systemd opens it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SystemdWatchdogTests : IDisposable
{
    private const string SocketVariable = "NOTIFY_SOCKET";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly string path = Path.Combine(Path.GetTempPath(), $"mcu-notify-{Guid.NewGuid():N}");
    private readonly Socket systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
    private readonly FakeTimeProvider time = new();
    private readonly ControlLoop control = new(new ControlLoopOptions(), new RecordingObserver());

    public SystemdWatchdogTests() => systemd.Bind(new UnixDomainSocketEndPoint(path));

    public void Dispose()
    {
        systemd.Dispose();
        control.Dispose();
        File.Delete(path);
    }

    [Test, NonParallelizable]
    public async Task Execute_ControlLoopAnswers_SaysSoTwiceWithinEachLimit()
    {
        control.Start(new NoTimers());
        using SystemdWatchdog watchdog = Watch(Limit);

        await watchdog.StartAsync(CancellationToken.None);
        string[] said = [Heard(), HeardAfter(Limit / 2), HeardAfter(Limit / 2)];
        await watchdog.StopAsync(CancellationToken.None);

        Assert.That(said, Has.All.EqualTo("WATCHDOG=1"));
        Assert.That(systemd.Available, Is.Zero);
    }

    [Test, NonParallelizable]
    public async Task Execute_ControlLoopStuck_IsSilentUntilItAnswersAgain()
    {
        TimeSpan limit = TimeSpan.FromMilliseconds(2);
        using SystemdWatchdog watchdog = Watch(limit);

        Task running = watchdog.StartAsync(CancellationToken.None); // the loop has not started: nobody answers
        Eventually.That(() => control.Waiting > 0, "the watchdog asks");
        time.Advance(limit);
        Eventually.That(() => control.Waiting > 1, "the watchdog, refused, asks again");
        Assert.That(systemd.Available, Is.Zero);

        control.Start(new NoTimers());
        Eventually.That(
            () =>
            {
                time.Advance(limit);
                return systemd.Available > 0;
            },
            "the watchdog is heard");
        await running;
        await watchdog.StopAsync(CancellationToken.None);
    }

    [TestCase("10000000", null, 10)]
    [TestCase("10000000", "77", 10)]
    [TestCase("10000000", "78", null, TestName = "LimitOf_ForAnotherProcess_IsNull")]
    [TestCase(null, null, null)]
    [TestCase("", null, null)]
    [TestCase("0", null, null)]
    [TestCase("-5", null, null)]
    [TestCase("soon", null, null)]
    public void LimitOf_Environment_GivesWhatSystemdWaits(string? microseconds, string? processId, int? seconds)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WATCHDOG_USEC"] = microseconds,
            ["WATCHDOG_PID"] = processId,
        };

        TimeSpan? limit = SystemdWatchdog.LimitOf(environment.GetValueOrDefault, processId: 77);

        Assert.That(limit?.TotalSeconds, Is.EqualTo(seconds));
    }

    private SystemdWatchdog Watch(TimeSpan limit)
    {
        string? before = Environment.GetEnvironmentVariable(SocketVariable);
        Environment.SetEnvironmentVariable(SocketVariable, path);
        try
        {
            return new SystemdWatchdog(new SystemdNotifier(), limit, control, time);
        }
        finally
        {
            Environment.SetEnvironmentVariable(SocketVariable, before);
        }
    }

    private string HeardAfter(TimeSpan passed)
    {
        time.Advance(passed);
        return Heard();
    }

    private string Heard()
    {
        Span<byte> bytes = stackalloc byte[64];
        return Encoding.UTF8.GetString(bytes[..systemd.Receive(bytes)]);
    }

    private sealed class NoTimers : IControlTimers
    {
        public Instant NextDeadline => Instant.Distant;

        public void OnDeadline(Instant now)
        {
        }
    }
}

using System.Globalization;
using Mcu.Node.Loops;
using Microsoft.Extensions.Hosting.Systemd;

namespace Mcu.Node.Hosting;

/// <summary>
/// Tells systemd's watchdog (<c>WatchdogSec=</c>, sd_watchdog_enabled(3)) that the node lives, as long as its control loop
/// answers. A node whose control loop is stuck goes silent, and systemd starts it anew.
/// </summary>
/// <param name="notifier">The way to systemd.</param>
/// <param name="limit">How long systemd waits for a sign of life.</param>
/// <param name="control">The loop that has to answer.</param>
/// <param name="time">Paces the signs.</param>
public sealed class SystemdWatchdog(ISystemdNotifier notifier, TimeSpan limit, ControlLoop control, TimeProvider time) : BackgroundService
{
    private const string LimitVariable = "WATCHDOG_USEC";
    private const string ProcessVariable = "WATCHDOG_PID";
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    /// <summary>The limit that systemd set for this process; null when no watchdog waits for it.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="processId">This process.</param>
    public static TimeSpan? LimitOf(Func<string, string?> variable, int processId)
    {
        bool isForAnother = variable(ProcessVariable) is { Length: > 0 } id && id != processId.ToString(CultureInfo.InvariantCulture);
        return !isForAnother && long.TryParse(variable(LimitVariable), NumberStyles.None, CultureInfo.InvariantCulture, out long limit) && limit > 0
            ? TimeSpan.FromMicroseconds(limit)
            : null;
    }

    /// <summary>Adds the watchdog to the services of a node that systemd watches.</summary>
    public static void Add(IServiceCollection services, ControlLoop control)
    {
        if (LimitOf(Environment.GetEnvironmentVariable, Environment.ProcessId) is { } limit)
        {
            services.AddHostedService(provider => new SystemdWatchdog(
                provider.GetRequiredService<ISystemdNotifier>(), limit, control, TimeProvider.System));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(limit / 2, time);
        using CancellationTokenRegistration stop = stoppingToken.Register(pace.Dispose); // ends the wait without an exception
        do
        {
            if (await AnswersAsync())
            {
                notifier.Notify(Alive);
            }
        }
        while (await pace.WaitForNextTickAsync(CancellationToken.None));
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await control.Invoke(() => true, limit / 2);
        }
        catch (ControlRefusedException)
        {
            return false;
        }
    }
}

using Mcu.Node.Loops;
using Microsoft.Extensions.Hosting.Systemd;

namespace Mcu.Node.Hosting;

/// <summary>
/// Makes the node a service of systemd (<c>Type=notify</c>, sd_notify(3)): it says when it is ready and when it stops, feeds the
/// watchdog and marks log lines with their severity. The socket that systemd names decides, not the parent process
/// as in <c>UseSystemd</c>: so it also works behind a wrapper or a container's supervisor.
/// </summary>
internal static class SystemdService
{
    private const string SocketVariable = "NOTIFY_SOCKET";

    /// <summary>Adds what systemd expects, where it listens.</summary>
    public static void Add(WebApplicationBuilder builder, ControlLoop control)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SocketVariable)))
        {
            return;
        }

        builder.Logging.AddSystemdConsole();
        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        SystemdWatchdog.Add(builder.Services, control);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mcu.Tests.Interop;

/// <summary>Has processes that tests started stand still, and go on.</summary>
internal static partial class Signals
{
    private const int SignalKill = 9, SignalContinue = 18, SignalStop = 19;

    /// <summary>SIGKILL.</summary>
    public static void End(Process process) => Send(process.Id, SignalKill);

    /// <summary>SIGSTOP: it stands still, with all its connections.</summary>
    public static void Stop(Process process) => Send(process.Id, SignalStop);

    /// <summary>SIGCONT.</summary>
    public static void Continue(Process process) => Send(process.Id, SignalContinue);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}

using Mcu.Node.Loops;

namespace Mcu.Node.Hosting;

/// <summary>Writes to the log what a loop survived.</summary>
internal sealed partial class LoggingLoopObserver(ILogger logger) : ILoopObserver
{
    /// <inheritdoc/>
    public void OnFault(string loop, Exception fault, TimeSpan pause) => LogFault(logger, loop, pause, fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "loop {Loop} survived a fault; paused for {Pause}")]
    private static partial void LogFault(ILogger logger, string loop, TimeSpan pause, Exception fault);
}

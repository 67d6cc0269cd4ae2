using Mcu.Node.Loops;

namespace Mcu.Node.Cli.Simulate;

/// <summary>Writes what a loop of the simulation survived as a line beside the results.</summary>
internal sealed class FaultLine(CliCall call) : ILoopObserver
{
    /// <inheritdoc/>
    public void OnFault(string loop, Exception fault, TimeSpan pause) =>
        call.Environment.Error.WriteLine($"{loop}: {fault.GetType().Name}: {fault.Message}");
}

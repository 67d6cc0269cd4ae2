namespace Mcu.Node.Cli;

/// <summary>The server behind <c>mcu serve</c>.</summary>
public interface IServeCommand
{
    /// <summary>
    /// Runs the node until it is cancelled (Ctrl-C, SIGTERM) and gives the exit code: <see cref="ExitCode.Done"/> after an orderly
    /// stop, <see cref="ExitCode.Configuration"/> when it cannot start. Reasons go to the output with <see cref="CliOutput.Fail"/>.
    /// </summary>
    /// <param name="configurationFile">Null: the embedded defaults.</param>
    /// <param name="output">For messages, in the operator's language.</param>
    /// <param name="cancel">Asks for an orderly stop.</param>
    Task<int> RunAsync(string? configurationFile, CliOutput output, CancellationToken cancel);
}

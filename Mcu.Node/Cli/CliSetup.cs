using System.CommandLine;

namespace Mcu.Node.Cli;

/// <summary>What the rest of the program adds to the command line.</summary>
public sealed record CliSetup
{
    /// <summary>What <c>mcu serve</c> runs; without it the program is a client only and has no such verb.</summary>
    public IServeCommand? Serve { get; init; }

    /// <summary>Further verbs under the root: each makes its command with the builder that it is given.</summary>
    public IReadOnlyList<Func<CliBuilder, Command>> Commands { get; init; } = [];
}

namespace Mcu.Node.Cli;

/// <summary>What the program's exit code says. Part of its interface; the help page lists them.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The server refused, or it was not possible here (a file that cannot be written).</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No server answers.</summary>
    public const int Unreachable = 3;

    /// <summary>There is no such conference or site.</summary>
    public const int NotFound = 4;

    /// <summary>It took too long.</summary>
    public const int TimedOut = 5;

    /// <summary>The configuration is wrong, or the node cannot start with it.</summary>
    public const int Configuration = 6;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}

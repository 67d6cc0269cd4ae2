namespace Mcu.Node.Cli;

/// <summary>What the command line sees of the world around it; tests give their own.</summary>
public sealed record CliEnvironment
{
    /// <summary>Widest line that a table may have where there is no terminal to ask.</summary>
    public const int PageWidth = 100;

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether results go to a terminal, so that colors and live tables make sense.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether errors go to a terminal, so that a spinner makes sense.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns that a line may have.</summary>
    public int Width { get; init; } = PageWidth;

    /// <summary>Lines that a live table may have.</summary>
    public int Height { get; init; } = 24;

    /// <summary>An environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The zone in which times are shown.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The clock of delays and of the present.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process's own.</summary>
    public static CliEnvironment OfProcess()
    {
        bool terminal = !Console.IsOutputRedirected;
        return new CliEnvironment
        {
            Out = Console.Out,
            Error = Console.Error,
            OutIsTerminal = terminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = terminal ? Math.Clamp(Console.WindowWidth, 40, PageWidth) : PageWidth,
            Height = terminal ? Math.Max(10, Console.WindowHeight) : 24,
            Variable = Environment.GetEnvironmentVariable,
            TimeZone = TimeZoneInfo.Local,
        };
    }
}

using Mcu.Node.Cli;

namespace Mcu.Tests.Cli;

/// <summary>One run of the command line in this process, with what it wrote.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command against a server; words are taken apart at spaces unless given one by one.</summary>
    public static Task<CliRun> RunAsync(Uri server, params string[] words) =>
        RunAsync(new CliSetup(), server, CancellationToken.None, words);

    public static async Task<CliRun> RunAsync(CliSetup setup, Uri? server, CancellationToken cancel, params string[] words)
    {
        var results = new StringWriter();
        var errors = new StringWriter();
        var environment = new CliEnvironment
        {
            Out = results,
            Error = errors,
            Variable = name => name switch
            {
                "MCU_SERVER" => server?.Authority,
                "USER" => "lan",
                _ => null,
            },
            TimeZone = TimeZoneInfo.CreateCustomTimeZone("ICT", TimeSpan.FromHours(7), "ICT", "ICT"),
        };
        string[] args = words.Length == 1 ? words[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : words;
        int code = await McuCommandLine.RunAsync(args, setup, environment, cancel);
        return new CliRun(code, results.ToString(), errors.ToString());
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Cli.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>The program <c>mcu</c>: parses a command line, runs it, gives the exit code.</summary>
public static class McuCommandLine
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CliSetup setup, CliEnvironment environment, CancellationToken cancel = default)
    {
        Language language = LanguageChoice.Of(args, environment.Variable);
        var builder = new CliBuilder(environment, language);
        RootCommand root = Root(builder, setup);
        ParseResult parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0 && parse.Action is not HelpPage)
        {
            builder.OutputOf(parse).Fail(UsageErrors.Describe(parse, language), "Usage", reason: null);
            return ExitCode.Usage;
        }

        // Ctrl-C gives commands this long to end by themselves; serve says BYE to every room in it.
        var invocation = new InvocationConfiguration
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
        };
        return await parse.InvokeAsync(invocation, cancel);
    }

    private static RootCommand Root(CliBuilder builder, CliSetup setup)
    {
        var root = new RootCommand(HelpTexts.Program.In(builder.Language));
        foreach (Option option in builder.GlobalOptions)
        {
            root.Add(option);
        }

        foreach (Command command in Commands(builder, setup))
        {
            root.Add(command);
        }

        Name(root, builder);
        return root;
    }

    /// <summary>Puts our help page behind <c>--help</c>, and our words behind what the library brings along.</summary>
    private static void Name(RootCommand root, CliBuilder builder)
    {
        foreach (Option option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Action = new HelpPage(builder.Environment, builder.Language);
                option.Description = HelpTexts.OptHelp.In(builder.Language);
                option.Aliases.Clear();
                option.Aliases.Add("-h");
            }
            else if (option is VersionOption)
            {
                option.Description = HelpTexts.OptVersion.In(builder.Language);
            }
        }
    }

    private static IEnumerable<Command> Commands(CliBuilder builder, CliSetup setup) =>
    [
        .. setup.Serve is { } serve ? [ServeCommand.Create(builder, serve)] : Array.Empty<Command>(),
        ConfigCommands.Create(builder),
        ConferenceCommands.Create(builder),
        SiteCommands.Create(builder),
        FloorCommands.Create(builder),
        ContentCommands.Create(builder),
        SnapshotCommand.Create(builder),
        RecordCommands.Create(builder),
        WatchCommand.Create(builder),
        EventsCommand.Create(builder),
        NodeCommands.Create(builder),
        CascadeCommands.Create(builder),
        HaCommands.Create(builder),
        PkiCommands.Create(builder),
        .. setup.Commands.Select(make => make(builder)),
    ];
}

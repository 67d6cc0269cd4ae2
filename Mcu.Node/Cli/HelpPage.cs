using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>The help page. Ours, because the library's own exists in English only (it goes by the culture, and we run without).</summary>
internal sealed class HelpPage(CliEnvironment environment, Language language) : SynchronousCommandLineAction
{
    private const int Indent = 2;
    private const int WidestName = 34;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        Line(command.Description ?? "");
        Line("");
        Line($"{UsageTexts.Usage.In(language)}: {UsageOf(parseResult)}");
        Section(UsageTexts.Commands, command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (verb.Name, verb.Description ?? "")));
        Section(UsageTexts.Arguments, command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        Section(UsageTexts.Options, command.Options.Where(option => !IsGlobal(option)).Select(Describe));
        Section(UsageTexts.GlobalOptions, parseResult.RootCommandResult.Command.Options.Where(IsGlobal).Select(Describe));
        if (command is RootCommand)
        {
            Line("");
            Line($"{UsageTexts.ExitCodes.In(language)}:");
            Wrap(UsageTexts.ExitCodeList.In(language), new string(' ', Indent), Indent);
        }

        return ExitCode.Done;
    }

    private static bool IsGlobal(Option option) => option.Recursive || option is HelpOption or VersionOption;

    private static string UsageOf(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        IEnumerable<string> arguments = command.Arguments.Select(
            argument => argument.Arity.MinimumNumberOfValues > 0 ? argument.Name : $"[{argument.Name}]");
        IEnumerable<string> required = command.Options.Where(option => option.Required).Select(NameOf);
        string[] words =
        [
            UsageErrors.PathOf(parse.CommandResult),
            .. command.Subcommands.Count > 0 ? ["COMMAND"] : arguments,
            .. required,
            "[OPTIONS]",
        ];
        return string.Join(' ', words);
    }

    private static string NameOf(Option option)
    {
        string name = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));
        return option.HelpName is null ? name : $"{name} {option.HelpName}";
    }

    private static (string Name, string Description) Describe(Option option) => (NameOf(option), option.Description ?? "");

    private void Section(Text title, IEnumerable<(string Name, string Description)> rows)
    {
        (string Name, string Description)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        Line("");
        Line($"{title.In(language)}:");
        int column = Indent + Math.Min(WidestName, all.Max(row => row.Name.Length)) + 2;
        foreach ((string name, string description) in all)
        {
            Wrap(description, $"{new string(' ', Indent)}{name}".PadRight(column), column);
        }
    }

    private void Wrap(string text, string head, int column)
    {
        foreach (string line in WordWrap.Lines(text, head, column, environment.Width))
        {
            Line(line);
        }
    }

    private void Line(string line) => environment.Out.WriteLine(line);
}

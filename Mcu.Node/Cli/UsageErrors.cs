using System.CommandLine;
using System.CommandLine.Parsing;
using Mcu.Node.Control;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>Says in the operator's language what is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing that is wrong; the others often follow from it.</summary>
    public static string Describe(ParseResult parse, Language language)
    {
        string path = PathOf(parse.CommandResult);
        if (parse.UnmatchedTokens.Count > 0)
        {
            return UnknownWord(parse, path, language);
        }

        ParseError error = parse.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0, IdentifierTokenCount: > 0 } option => UsageTexts.MissingValue.In(
                language, ("option", option.Option.Name), ("description", option.Option.Description ?? "")),
            OptionResult { IdentifierTokenCount: 0, Option.Required: true } option => MissingOption(option.Option, path, language),
            ArgumentResult { Tokens.Count: 0 } argument => MissingArgument(argument.Argument, path, language),
            CommandResult command when Missing(command) is { } argument => MissingArgument(argument, path, language),
            CommandResult command when Missing(command.Command.Options, command) is { } option => MissingOption(option, path, language),
            CommandResult { Command.Subcommands.Count: > 0 } command => UsageTexts.MissingCommand.In(
                language,
                ("command", path),
                ("verbs", string.Join(", ", command.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)))),
            _ => error.Message,
        };
    }

    /// <summary>The command as the operator types it: <c>mcu site list</c>.</summary>
    public static string PathOf(CommandResult command) => command.Parent is CommandResult parent
        ? $"{PathOf(parent)} {command.Command.Name}"
        : "mcu";

    private static string MissingArgument(Argument argument, string path, Language language) => UsageTexts.MissingArgument.In(
        language, ("argument", argument.Name), ("description", argument.Description ?? ""), ("command", path));

    private static Argument? Missing(CommandResult command) => command.Command.Arguments.FirstOrDefault(
        argument => argument.Arity.MinimumNumberOfValues > 0 && command.GetResult(argument) is not { Tokens.Count: > 0 });

    private static string MissingOption(Option option, string path, Language language) => UsageTexts.MissingOption.In(
        language, ("option", option.Name), ("description", option.Description ?? ""), ("command", path));

    private static Option? Missing(IEnumerable<Option> options, CommandResult command) => options.FirstOrDefault(
        option => option.Required && command.GetResult(option) is not { Implicit: false });

    private static string UnknownWord(ParseResult parse, string path, Language language)
    {
        string word = parse.UnmatchedTokens[0];
        IEnumerable<string> known = word.StartsWith('-')
            ? parse.CommandResult.Command.Options.Concat(parse.RootCommandResult.Command.Options).Select(option => option.Name)
            : parse.CommandResult.Command.Subcommands.Select(command => command.Name);
        NameMatch<string> match = NameFinder.Find(known, word, name => new NameKeys(name, name));
        string near = string.Join(", ", match.Candidates.Count > 0 ? match.Candidates : match.Near);
        return near.Length == 0
            ? UsageTexts.UnknownWord.In(language, ("word", word), ("command", path))
            : UsageTexts.UnknownWordNear.In(language, ("word", word), ("near", near), ("command", path));
    }
}

using System.CommandLine;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Commands;

/// <summary>The arguments and options that several commands share.</summary>
internal static class CliSymbols
{
    public static Argument<string> Conference(CliBuilder builder)
    {
        Argument<string> argument = Word(builder, "CONFERENCE", HelpTexts.ArgConference);
        argument.CompletionSources.Add(context => NameCompletion.Conferences(builder, context.ParseResult));
        return argument;
    }

    public static Argument<string> Site(CliBuilder builder, Argument<string> conference) => Completed(
        Word(builder, "SITE", HelpTexts.ArgSite), builder, conference);

    public static Argument<string?> OptionalSite(CliBuilder builder, Argument<string> conference) => Completed(
        new Argument<string?>("SITE") { Description = HelpTexts.ArgSite.In(builder.Language), Arity = ArgumentArity.ZeroOrOne },
        builder,
        conference);

    /// <summary>A site, or a unit: the mosaic of its sites.</summary>
    public static Argument<string?> OptionalSiteOrUnit(CliBuilder builder, Argument<string> conference)
    {
        var argument = new Argument<string?>("SITE") { Description = HelpTexts.ArgSiteOrUnit.In(builder.Language), Arity = ArgumentArity.ZeroOrOne };
        argument.CompletionSources.Add(
            context => NameCompletion.SitesAndUnits(builder, context.ParseResult, context.ParseResult.GetValue(conference)));
        return argument;
    }

    /// <summary>The unit whose node is to carry the act out.</summary>
    public static Option<string?> At(CliBuilder builder, Argument<string> conference)
    {
        Option<string?> option = Option<string?>(builder, "--at", HelpTexts.OptAt, "UNIT");
        option.CompletionSources.Add(
            context => NameCompletion.Units(builder, context.ParseResult, context.ParseResult.GetValue(conference)));
        return option;
    }

    public static Argument<string> Word(CliBuilder builder, string name, Text description) =>
        new(name) { Description = description.In(builder.Language) };

    public static Option<T> Option<T>(CliBuilder builder, string name, Text description, string? helpName = null) =>
        new(name) { Description = description.In(builder.Language), HelpName = helpName };

    private static Argument<T> Completed<T>(Argument<T> argument, CliBuilder builder, Argument<string> conference)
    {
        argument.CompletionSources.Add(
            context => NameCompletion.Sites(builder, context.ParseResult, context.ParseResult.GetValue(conference)));
        return argument;
    }
}

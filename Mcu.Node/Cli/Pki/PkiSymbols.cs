using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Mcu.Node.Cli.Commands;
using Mcu.Node.Configuration;
using Mcu.Node.Pki;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Pki;

/// <summary>The arguments and options of <c>mcu pki</c>.</summary>
internal static class PkiSymbols
{
    private const uint DefaultDays = 825;
    private const uint MostDays = 3650;

    /// <summary>What fits into a certificate as a name: an address, or an ASCII host name with a letter.</summary>
    private static readonly ScalarType<string> Host = new(
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return Scalars.Address.TryParse(text, out _)
                || (Uri.CheckHostName(text) == UriHostNameType.Dns && text.All(char.IsAscii) && text.Any(char.IsAsciiLetter));
        },
        Message.Of(PkiTexts.AllowedHost));

    public static Option<string> Folder(CliBuilder builder)
    {
        Option<string> option = CliSymbols.Option<string>(builder, "--dir", PkiTexts.OptDir, "DIR");
        option.Required = true;
        option.CustomParser = result => Scalar(result, result.Tokens[^1].Value, Scalars.Folder, builder.Language) ?? "";
        return option;
    }

    public static Argument<string> Node(CliBuilder builder)
    {
        Argument<string> argument = CliSymbols.Word(builder, "NODE-ID", PkiTexts.ArgNode);
        argument.CustomParser = result => Scalar(result, result.Tokens[^1].Value, Scalars.Slug, builder.Language) ?? "";
        return argument;
    }

    /// <summary>A node that has a certificate.</summary>
    public static Argument<string> KnownNode(CliBuilder builder, Option<string> folder)
    {
        Argument<string> argument = Node(builder);
        argument.CompletionSources.Add(context => Complete(builder, context, folder));
        return argument;
    }

    public static Option<string[]?> Hosts(CliBuilder builder, Text description)
    {
        Option<string[]?> option = CliSymbols.Option<string[]?>(builder, "--host", description, "NAME|IP");
        option.AllowMultipleArgumentsPerToken = false;
        option.Arity = ArgumentArity.OneOrMore;
        option.CustomParser = result => [.. result.Tokens.Select(token => Scalar(result, token.Value, Host, builder.Language) ?? "")];
        return option;
    }

    public static Option<uint> Days(CliBuilder builder)
    {
        Option<uint> option = CliSymbols.Option<uint>(builder, "--days", PkiTexts.OptDays, "N");
        option.CustomParser = result => CliParsers.Whole(result, builder.Language, 1, MostDays);
        option.DefaultValueFactory = _ => DefaultDays;
        return option;
    }

    public static Option<string?> PassphraseFile(CliBuilder builder) =>
        CliSymbols.Option<string?>(builder, "--passphrase-file", PkiTexts.OptPassphrase, "FILE");

    public static T? Scalar<T>(ArgumentResult result, string value, ScalarType<T> type, Language language)
    {
        if (type.TryParse(value, out T? parsed))
        {
            return parsed;
        }

        string symbol = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError(UsageTexts.WrongValue.In(language, ("value", value), ("symbol", symbol), ("allowed", type.Allowed.In(language))));
        return default;
    }

    private static IEnumerable<CompletionItem> Complete(CliBuilder builder, CompletionContext context, Option<string> folder)
    {
        try
        {
            return context.ParseResult.GetValue(folder) is { Length: > 0 } path
                ? [.. new PkiStore(path, builder.Environment.Time).List().Certificates
                    .Select(certificate => certificate.Entry.NodeId).Distinct(StringComparer.Ordinal).Select(id => new CompletionItem(id))]
                : [];
        }
        catch (PkiException)
        {
            return [];
        }
    }
}

using System.CommandLine;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public GlobalOptions(CliEnvironment environment, Language language)
    {
        Server = new Option<IReadOnlyList<Uri>>("--server")
        {
            HelpName = "HOST:PORT[,…]",
            Description = HelpTexts.OptServer.In(language),
            Recursive = true,
            DefaultValueFactory = result => Parse(environment.Variable("MCU_SERVER") ?? ServerAddress.Default, result, language),
            CustomParser = result => Parse(result.Tokens[0].Value, result, language),
        };
        Output = new Option<OutputFormat>("--output")
        {
            HelpName = "table|json",
            Description = HelpTexts.OptOutput.In(language),
            Recursive = true,
            CustomParser = result => CliParsers.Word<OutputFormat>(result, language),
        };
        Lang = new Option<string>("--lang")
        {
            HelpName = "vi|en",
            Description = HelpTexts.OptLang.In(language),
            Recursive = true,
            CustomParser = result => CliParsers.OneOf(result, language, "vi", "en"),
        };
        Output.CompletionSources.Add("table", "json");
        Lang.CompletionSources.Add("vi", "en");
    }

    public Option<IReadOnlyList<Uri>> Server { get; }

    public Option<OutputFormat> Output { get; }

    public Option<string> Lang { get; }

    private static IReadOnlyList<Uri> Parse(string text, System.CommandLine.Parsing.ArgumentResult result, Language language)
    {
        if (ServerAddress.TryParseList(text, out IReadOnlyList<Uri> addresses))
        {
            return addresses;
        }

        result.AddError(CliParsers.Wrong(text, "--server", UsageTexts.AllowedServer, language));
        return [new Uri($"http://{ServerAddress.Default}")];
    }
}

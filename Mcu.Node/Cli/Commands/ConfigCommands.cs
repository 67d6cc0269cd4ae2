using System.CommandLine;
using Mcu.Node.Configuration;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Commands;

/// <summary><c>mcu config check FILE</c> and <c>mcu config sample</c>; neither asks a server.</summary>
internal static class ConfigCommands
{
    public static Command Create(CliBuilder builder) => builder.Noun("config", HelpTexts.Config, Check(builder), Sample(builder));

    private static Command Check(CliBuilder builder)
    {
        Argument<string> file = CliSymbols.Word(builder, "FILE", HelpTexts.ArgFile);
        return builder.Verb("check", HelpTexts.ConfigCheck, call => Task.FromResult(Check(call, call.Get(file)!)), file);
    }

    private static Command Sample(CliBuilder builder) => builder.Verb("sample", HelpTexts.ConfigSample, call =>
    {
        call.Output.Plain(call.Json ? CliJson.Write(new { sample = SampleConfiguration.Text }) : SampleConfiguration.Text.TrimEnd('\n'));
        return Task.FromResult(ExitCode.Done);
    });

    private static int Check(CliCall call, string path)
    {
        bool good = ConfigurationLoader.TryLoad(path, out _, out IReadOnlyList<ConfigurationError> errors);
        if (call.Json)
        {
            call.Output.Plain(ToJson(path, good, errors, call.Output.Language));
        }
        else
        {
            Tell(call, path, good, errors);
        }

        return good ? ExitCode.Done : ExitCode.Configuration;
    }

    private static void Tell(CliCall call, string path, bool good, IReadOnlyList<ConfigurationError> errors)
    {
        foreach (ConfigurationError error in errors)
        {
            call.Output.Plain(error.In(call.Output.Language));
        }

        if (good)
        {
            call.Output.Tell(CliTexts.ConfigurationGood, ("path", path));
        }
        else
        {
            call.Output.Fail(Message.Of(CliTexts.ConfigurationBad, ("path", path), ("count", errors.Count)));
        }
    }

    private static string ToJson(string path, bool good, IReadOnlyList<ConfigurationError> errors, Language language) =>
        CliJson.Write(new
        {
            file = path,
            valid = good,
            errors = errors.Select(error => new
            {
                line = error.Line,
                key = error.Key,
                problem = error.Problem.In(language),
                allowed = error.Allowed?.In(language),
            }),
        });
}

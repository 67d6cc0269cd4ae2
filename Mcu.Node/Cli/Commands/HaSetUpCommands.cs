using System.CommandLine;
using Mcu.Cascade.Consensus;
using Mcu.Node.Configuration;
using Mcu.Node.Failover;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli.Commands;

/// <summary>
/// <c>mcu ha secret FILE</c> and <c>mcu ha found FILE</c>: what is done once when a group is set up. An empty disk is not a new group: a member
/// that has lost what it promised must not vote, so founding is an act of an operator.
/// </summary>
internal static class HaSetUpCommands
{
    public static Command Secret(CliBuilder builder)
    {
        Argument<string> file = CliSymbols.Word(builder, "FILE", HaTexts.ArgSecret);
        return builder.Verb("secret", HaTexts.HaSecret, call => Task.FromResult(Make(call, call.Get(file)!)), file);
    }

    public static Command Found(CliBuilder builder)
    {
        Argument<string> file = CliSymbols.Word(builder, "FILE", HelpTexts.ArgFile);
        return builder.Verb("found", HaTexts.HaFound, call => Task.FromResult(Found(call, call.Get(file)!)), file);
    }

    private static int Make(CliCall call, string path)
    {
        try
        {
            GroupSecret.Create(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            call.Output.Fail(refused.Message, "FailedPrecondition", "SECRET_NOT_MADE");
            return ExitCode.Refused;
        }

        Tell(call, Message.Of(HaTexts.SecretMade, ("file", path)), path);
        return ExitCode.Done;
    }

    private static int Found(CliCall call, string path)
    {
        if (!ConfigurationLoader.TryLoad(path, out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors))
        {
            foreach (ConfigurationError error in errors)
            {
                call.Output.Plain(error.In(call.Output.Language));
            }

            return ExitCode.Configuration;
        }

        foreach (string group in configuration.Ha.Groups)
        {
            string folder = ConsensusMembers.FolderOf(configuration, group);
            try
            {
                ConsensusFolder.Found(folder);
            }
            catch (Exception refused) when (refused is InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                call.Output.Fail(refused.Message, "FailedPrecondition", "GROUP_NOT_FOUNDED");
                return ExitCode.Refused;
            }

            Tell(call, Message.Of(HaTexts.Founded, ("group", group), ("folder", folder)), folder);
        }

        return ExitCode.Done;
    }

    private static void Tell(CliCall call, Message message, string path)
    {
        if (call.Json)
        {
            call.Output.Plain(CliJson.Write(new { path }));
        }
        else
        {
            call.Output.Plain(message.In(call.Output.Language));
        }
    }
}

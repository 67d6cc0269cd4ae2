using System.CommandLine;
using Grpc.Core;
using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>Makes commands in the operator's language, and runs their work so that every failure becomes a message and an exit code.</summary>
public sealed class CliBuilder
{
    private readonly GlobalOptions globals;

    internal CliBuilder(CliEnvironment environment, Language language)
    {
        Environment = environment;
        Language = language;
        globals = new GlobalOptions(environment, language);
    }

    /// <summary>The language of help and messages.</summary>
    public Language Language { get; }

    /// <summary>The world around the command line.</summary>
    public CliEnvironment Environment { get; }

    internal IReadOnlyList<Option> GlobalOptions => [globals.Server, globals.Output, globals.Lang];

    /// <summary>A command with what it takes; <paramref name="work"/> gives the exit code.</summary>
    public Command Verb(string name, Text description, Func<CliCall, Task<int>> work, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description.In(Language));
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction((parse, cancel) => RunAsync(parse, work, cancel));
        return command;
    }

    /// <summary>A noun with its verbs.</summary>
    public Command Noun(string name, Text description, params IEnumerable<Command> verbs)
    {
        var command = new Command(name, description.In(Language));
        foreach (Command verb in verbs)
        {
            command.Add(verb);
        }

        return command;
    }

    /// <summary>Reads <c>--server</c> for a completion source, which has no call.</summary>
    internal IReadOnlyList<Uri>? ServersOf(ParseResult parse) => parse.GetValue(globals.Server);

    /// <summary>The output of a command line, as far as it could be parsed.</summary>
    internal CliOutput OutputOf(ParseResult parse)
    {
        bool valid = !parse.Errors.Any(error => error.SymbolResult is System.CommandLine.Parsing.OptionResult option
            && ReferenceEquals(option.Option, globals.Output));
        return new CliOutput(Environment, Language, valid ? parse.GetValue(globals.Output) : OutputFormat.Table);
    }

    private async Task<int> RunAsync(ParseResult parse, Func<CliCall, Task<int>> work, CancellationToken cancel)
    {
        CliOutput output = OutputOf(parse);
        var server = new ServerLink(parse.GetRequiredValue(globals.Server), Environment);
        using var call = new CliCall(parse, Environment, output, server, cancel);
        try
        {
            return await work(call);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (RpcException error)
        {
            return RpcFailures.Report(error, output, server.Address);
        }
        catch (UsageException error)
        {
            output.Fail(error.Usage);
            return ExitCode.Usage;
        }
        catch (Exception error)
        {
            output.Fail(Message.Of(CliTexts.Unexpected, ("cause", $"{error.GetType().Name}: {error.Message}")));
            return ExitCode.Refused;
        }
    }
}

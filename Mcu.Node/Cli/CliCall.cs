using System.CommandLine;
using Grpc.Core;
using Mcu.Node.Texts;
using Spectre.Console;

namespace Mcu.Node.Cli;

/// <summary>One command as it runs: its values, where it writes, whom it asks.</summary>
public sealed class CliCall : IDisposable
{
    /// <summary>Longer than this, and the operator sees that something goes on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ParseResult parse;

    internal CliCall(ParseResult parse, CliEnvironment environment, CliOutput output, ServerLink server, CancellationToken cancel)
    {
        this.parse = parse;
        Environment = environment;
        Output = output;
        Server = server;
        Cancel = cancel;
    }

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Where it writes.</summary>
    public CliOutput Output { get; }

    /// <summary>The world around it.</summary>
    public CliEnvironment Environment { get; }

    internal ServerLink Server { get; }

    internal bool Json => Output.Format == OutputFormat.Json;

    /// <summary>The value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    /// <summary>The value of an option.</summary>
    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    /// <inheritdoc/>
    public void Dispose() => Server.Dispose();

    /// <summary>Asks the server; shows that it waits when that takes long.</summary>
    internal Task<T> AskAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, string? waiting = null, TimeSpan? limit = null) =>
        WaitAsync(Server.AskAsync(call, Cancel, limit), waiting ?? Output.Say(CliTexts.Working));

    private async Task<T> WaitAsync<T>(Task<T> work, string waiting)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task delay = Task.Delay(Patience, Environment.Time, patience.Token);
        if (await Task.WhenAny(work, delay) == work)
        {
            await patience.CancelAsync();
            return await work;
        }

        if (!Environment.ErrorIsTerminal)
        {
            await Environment.Error.WriteLineAsync(waiting);
            return await work;
        }

        return await Output.ErrorConsole.Status().Spinner(Spinner.Known.Line).StartAsync(Markup.Escape(waiting), _ => work);
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Composing.Captions;
using Mcu.Node.Api;
using Mcu.Node.Cli;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Node.Texts;

namespace Mcu.Node.Hosting;

/// <summary><c>mcu serve</c>: a node and its API until it is asked to stop.</summary>
public sealed class ServeCommand : IServeCommand
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(string? configurationFile, CliOutput output, CancellationToken cancel)
    {
        McuConfiguration? configuration = McuConfiguration.Default;
        if (configurationFile is not null && !ConfigurationLoader.TryLoad(configurationFile, out configuration, out IReadOnlyList<ConfigurationError> errors))
        {
            foreach (ConfigurationError error in errors)
            {
                output.Fail(Message.Of(ServeTexts.ConfigurationError, ("error", error.In(output.Language))));
            }

            return ExitCode.Configuration;
        }

        try
        {
            return await ServeAsync(configuration!, output, cancel);
        }
        catch (ListenException refused)
        {
            output.Fail(ListenFailures.Explain(refused.Key, configuration!.Sip.Listen.ToEndPoint(), refused));
        }
        catch (Exception missing) when (missing is CodecException or CaptionException or IOException or UnauthorizedAccessException)
        {
            output.Fail(Message.Of(ServeTexts.CannotStart, ("cause", missing.Message)));
        }

        return ExitCode.Configuration;
    }

    private static async Task<int> ServeAsync(McuConfiguration configuration, CliOutput output, CancellationToken cancel)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(configuration.Log.Level);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a start that fails is told once, in the operators' words
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        var history = new EventHistory();
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(configuration.Log.Level));
        ILogger cascadeLog = loggers.CreateLogger("mcu.cascade");
        (NodeTrust? trust, Message? refused) = NodeTrust.Load(configuration, cascadeLog);
        if (refused is not null)
        {
            output.Fail(refused);
            return ExitCode.Configuration;
        }

        ProcessPriority.Raise();
        var observer = new LoggingLoopObserver(loggers.CreateLogger("mcu.loops"));
        NodeHost node = NodeHost.Start(configuration, history, observer);
        await using (node)
        {
            (HaHost? member, refused) = HaHost.Create(configuration, node, trust, observer, loggers.CreateLogger("mcu.ha"));
            if (member is null)
            {
                output.Fail(refused!);
                return ExitCode.Configuration;
            }

            await using HaHost ha = member;
            builder.Services.AddSingleton(history);
            builder.Services.AddSingleton<IConferenceControl>(node.Control);
            builder.Services.AddSingleton(node.Links);
            builder.Services.AddSingleton(node.HandBack);
            builder.Services.AddSingleton(node.ControlLoop);
            builder.Services.AddSingleton(ha);
            builder.Services.AddSingleton<IActLog>(ha);
            builder.Services.AddSingleton(configuration);
            builder.Services.AddSingleton(configuration.Ha);
            SystemdService.Add(builder, node.ControlLoop);
            ApiHost.Add(builder, configuration.Grpc.Listen.ToEndPoint(), configuration.Data);
            await using WebApplication app = builder.Build();
            ApiHost.Map(app);
            if (await ApiHost.TryStartAsync(app, configuration.Grpc.Listen.ToEndPoint(), cancel) is { } failure)
            {
                output.Fail(failure);
                return ExitCode.Configuration;
            }

            (CascadeHost? cascade, refused) = await CascadeHost.StartAsync(configuration, node, trust, cancel);
            if (cascade is null)
            {
                output.Fail(refused!);
                return ExitCode.Configuration;
            }

            await using CascadeHost ending = cascade;
            (MetricsHost? metrics, refused) = await MetricsHost.StartAsync(configuration, node, cancel);
            if (metrics is null)
            {
                output.Fail(refused!);
                return ExitCode.Configuration;
            }

            await using MetricsHost scraped = metrics;
            if (await ha.StartAsync(cancel) is { } failed)
            {
                output.Fail(failed);
                return ExitCode.Configuration;
            }

            output.Tell(ServeTexts.Ready, ("name", configuration.Node.Name), ("sip", configuration.Sip.Listen), ("grpc", configuration.Grpc.Listen));
            await UntilAsync(cancel, app.Lifetime.ApplicationStopping);
            output.Tell(ServeTexts.Stopping);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await app.StopAsync(patience.Token);
        }

        return ExitCode.Done;
    }

    private static async Task UntilAsync(CancellationToken cancel, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stopping);
        var asked = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = either.Token.Register(asked.SetResult);
        await asked.Task;
    }
}

using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Mcu.Node.Api;
using Mcu.Node.Configuration;
using Mcu.Node.Loops;
using Mcu.Node.Metrics;
using Mcu.Node.Texts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Mcu.Node.Hosting;

/// <summary>
/// A node's metrics for Prometheus, over HTTP without TLS at <c>/metrics</c>. Nothing is measured for it: what the loops count
/// anyway is read when a collector asks.
/// </summary>
public sealed class MetricsHost : IAsyncDisposable
{
    private const string MeterName = "mcu";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly WebApplication? web;
    private readonly Meter? instruments;

    private MetricsHost(WebApplication? web, Meter? instruments) => (this.web, this.instruments) = (web, instruments);

    /// <summary>Starts it where <c>metrics.listen</c> says; gives the reason in the operators' words when the address cannot be opened.</summary>
    public static async Task<(MetricsHost? Host, Message? Failure)> StartAsync(McuConfiguration configuration, NodeHost node, CancellationToken cancel)
    {
        if (configuration.Metrics.Listen is not { } listen)
        {
            return (new MetricsHost(web: null, instruments: null), null);
        }

        var meter = new Meter(MeterName, NodeStatusReader.Version);
        AddInstruments(meter, node.Metrics, node.ControlLoop);
        WebApplication app = Build(configuration.Node, listen.ToEndPoint(), node.Metrics);
        var host = new MetricsHost(app, meter);
        try
        {
            await app.StartAsync(cancel);
            return (host, null);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await host.DisposeAsync();
            return (null, ListenFailures.Explain("metrics.listen", listen.ToEndPoint(), error));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (web is not null)
        {
            using var patience = new CancellationTokenSource(StopLimit);
            await web.StopAsync(patience.Token);
            await web.DisposeAsync();
        }

        instruments?.Dispose();
    }

    private static void AddInstruments(Meter meter, NodeSampler sampler, ControlLoop control)
    {
        _ = new NodeInstruments(meter, () => sampler.Last.Node, control);
        _ = new LinkInstruments(meter, () => sampler.Last.Node?.Links ?? []);
        _ = new LoopInstruments(meter, () => sampler.Last.Loops, () => MonotonicClock.Now);
        SipInstruments.Add(meter, () => sampler.Last.Node?.Sip);
        UdpInstruments.Add(meter, () => sampler.Last.Udp);
    }

    private static WebApplication Build(NodeConfiguration node, IPEndPoint listen, NodeSampler sampler)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 16;
            kestrel.Listen(listen, options => options.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(MeterName, serviceVersion: NodeStatusReader.Version, serviceInstanceId: node.Id))
            .WithMetrics(metrics => metrics
                .AddMeter(MeterName, "System.Runtime")
                .AddPrometheusExporter(options =>
                {
                    options.ScopeInfoEnabled = false;
                    options.ScrapeResponseCacheDurationMilliseconds = 0;
                }));
        WebApplication app = builder.Build();
        app.UseOpenTelemetryPrometheusScrapingEndpoint(
            meterProvider: null,
            predicate: null,
            path: "/metrics",
            configureBranchedPipeline: branch => branch.Use(async (context, next) =>
            {
                await sampler.SampleAsync(context.RequestAborted);
                await next();
            }),
            optionsName: null);
        return app;
    }
}

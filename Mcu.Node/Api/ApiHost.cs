using System.Net;
using System.Net.Sockets;
using Mcu.Node.Control;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mcu.Node.Texts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mcu.Node.Api;

/// <summary>Puts the gRPC API into a web application: <c>mcu.v1</c>, reflection and <c>grpc.health.v1</c> over HTTP/2.</summary>
public static class ApiHost
{
    private const int LargestRequest = 64 * 1024;

    /// <summary>
    /// Adds the API's services and its listener (HTTP/2 without TLS, so for loopback). The caller registers <see cref="IConferenceControl"/>
    /// and <see cref="EventHistory"/>, and the <see cref="IActLog"/> of a node in an HA group; the audit log is opened here and closed with the application.
    /// </summary>
    public static void Add(WebApplicationBuilder builder, IPEndPoint listen, string dataFolder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, listen));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IActLog, LocalActs>();
        builder.Services.TryAddSingleton(new Configuration.HaConfiguration());
        builder.Services.AddSingleton(services => new AuditLog(dataFolder, services.GetRequiredService<ILogger<AuditLog>>()));
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = LargestRequest;
            options.Interceptors.Add<AuditInterceptor>();
            options.Interceptors.Add<FaultInterceptor>();
            options.Interceptors.Add<ActInterceptor>();
        });
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks().AddCheck<ControlLoopHealthCheck>("control");
    }

    /// <summary>Maps the services.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGrpcService<ConferenceService>();
        app.MapGrpcService<NodeService>();
        app.MapGrpcService<CascadeApi>();
        app.MapGrpcService<FailoverApi>();
        app.MapGrpcReflectionService();
        app.MapGrpcHealthChecksService();
    }

    /// <summary>Starts the application; gives the reason in the operators' words when its address cannot be opened.</summary>
    public static async Task<Message?> TryStartAsync(WebApplication app, IPEndPoint listen, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
            return null;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return ListenFailures.Explain("grpc.listen", listen, error);
        }
    }

    private static void Configure(KestrelServerOptions kestrel, IPEndPoint listen)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

        // A watcher that reads slowly is let be: it costs no memory (WatchStream). One that is dead answers no ping.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(listen, options => options.Protocols = HttpProtocols.Http2);
    }
}

using System.Net;
using Mcu.Cascade.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Mcu.Tests.Cascade.Identity;

/// <summary>A node's endpoint on a real socket of the loopback: gRPC health, and <c>/who</c>, which tells the caller its node id.</summary>
internal sealed class MutualTlsServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private MutualTlsServer(WebApplication app)
    {
        this.app = app;
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address.Replace("http://", "https://", StringComparison.Ordinal));
    }

    public Uri Address { get; }

    public static async Task<MutualTlsServer> StartAsync(NodeIdentityStore identities, PeerCertificatePolicy policy)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            0,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseMutualTls(identities, policy);
            }));
        builder.Services.AddGrpc();
        builder.Services.AddGrpcHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy());
        WebApplication made = builder.Build();
        made.MapGrpcHealthChecksService();
        made.MapGet("/who", (HttpContext call) => PeerNode.Of(call));
        await made.StartAsync();
        return new MutualTlsServer(made);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

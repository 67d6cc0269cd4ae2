using System.Net.Sockets;
using Mcu.Cascade.Identity;
using Mcu.Core.Time;
using Mcu.Node.Api;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Configuration;
using Mcu.Node.Loops;
using Mcu.Node.Texts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mcu.Node.Hosting;

/// <summary>A node's part in the cascade: its identity, the listener for nodes below, a dialer for each node above.</summary>
public sealed class CascadeHost : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly NodeHost node;
    private readonly List<ParentDialer> dialers = [];
    private WebApplication? listener;

    private CascadeHost(NodeHost node) => this.node = node;

    /// <summary>Starts it; gives the reason in the operators' words when it cannot be: an address in use.</summary>
    /// <param name="configuration">The node's.</param>
    /// <param name="node">The node.</param>
    /// <param name="trust">Who it is; null: it has to do with no other node.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<(CascadeHost? Host, Message? Failure)> StartAsync(McuConfiguration configuration, NodeHost node, NodeTrust? trust, CancellationToken cancel)
    {
        CascadeConfiguration cascade = configuration.Cascade;
        var host = new CascadeHost(node);
        if (trust is null)
        {
            return (host, null);
        }

        node.WatchIdentity(trust.Identities);
        if (cascade.Listen is { } listen && await host.ListenAsync(listen, trust.Identities, trust.Policy, cancel) is { } failure)
        {
            return (null, failure);
        }

        host.dialers.AddRange(cascade.Parents.Select(parent => new ParentDialer(parent, node.Links, node.ControlLoop, trust.Identities, trust.Policy)));
        node.Links.Breakers = () => host.dialers.ToDictionary(dialer => dialer.Node, dialer => dialer.Breaker, StringComparer.Ordinal);
        return (host, null);
    }

    /// <summary>Says goodbye on every link, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        node.ControlLoop.TryPost(() => node.Links.Stop(MonotonicClock.Now));
        foreach (ParentDialer dialer in dialers)
        {
            await dialer.DisposeAsync();
        }

        if (listener is not null)
        {
            using var patience = new CancellationTokenSource(StopLimit);
            await listener.StopAsync(patience.Token);
            await listener.DisposeAsync();
        }
    }

    private async Task<Message?> ListenAsync(ListenAddress listen, NodeIdentityStore identities, PeerCertificatePolicy policy, CancellationToken cancel)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinRequestBodyDataRate = null; // streams may be silent; the links' own heartbeats tell what lives
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(listen.ToEndPoint(), options =>
            {
                options.Protocols = HttpProtocols.Http2;
                options.UseMutualTls(identities, policy);
            });
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(node.Links);
        builder.Services.AddSingleton(node.ControlLoop);
        listener = builder.Build();
        listener.MapGrpcService<CascadeLinkService>();
        try
        {
            await listener.StartAsync(cancel);
            return null;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await listener.DisposeAsync();
            listener = null;
            return ListenFailures.Explain("cascade.listen", listen.ToEndPoint(), error);
        }
    }
}

/// <summary>What the cascade logs.</summary>
internal static partial class CascadeLog
{
    [LoggerMessage(1, LogLevel.Warning, "A peer that showed the certificate {Subject} was refused: {Refusal}")]
    public static partial void PeerRefused(ILogger log, string subject, PeerRefusal refusal);
}

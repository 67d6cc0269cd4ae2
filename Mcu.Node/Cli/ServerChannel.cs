using Grpc.Net.Client;
using Mcu.V1;

namespace Mcu.Node.Cli;

/// <summary>One server that a command may ask.</summary>
internal sealed class ServerChannel : IDisposable
{
    private readonly GrpcChannel channel;

    /// <summary>Prepares it; nothing connects yet.</summary>
    public ServerChannel(Uri address)
    {
        Address = address;
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = Handler(), DisposeHttpClient = true });
        Conferences = new ConferenceService.ConferenceServiceClient(channel);
        Cascade = new CascadeService.CascadeServiceClient(channel);
        Node = new NodeService.NodeServiceClient(channel);
        Failover = new FailoverService.FailoverServiceClient(channel);
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>Its meetings.</summary>
    public ConferenceService.ConferenceServiceClient Conferences { get; }

    /// <summary>Itself.</summary>
    public NodeService.NodeServiceClient Node { get; }

    /// <summary>Its links.</summary>
    public CascadeService.CascadeServiceClient Cascade { get; }

    /// <summary>Its group.</summary>
    public FailoverService.FailoverServiceClient Failover { get; }

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    private static SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(3),
        KeepAlivePingDelay = TimeSpan.FromSeconds(10),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,

        // The MCU is in the operator's own network: a proxy for the web has no business in between.
        UseProxy = false,
    };
}

using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Mcu.Node.Api;
using Mcu.V1;
using Polly;
using ConferenceService = Mcu.V1.ConferenceService;
using NodeService = Mcu.V1.NodeService;

namespace Mcu.Node.Cli;

/// <summary>The connection of one command to the server. Every call has a deadline; streams end with the command.</summary>
internal sealed class ServerLink : IDisposable
{
    /// <summary>Longer than the server's own limit, so that the server's answer says what was slow.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(15);

    private readonly GrpcChannel channel;
    private readonly ResiliencePipeline pipeline;
    private readonly Metadata metadata;
    private readonly TimeProvider time;

    public ServerLink(Uri address, CliEnvironment environment)
    {
        Address = address;
        time = environment.Time;
        pipeline = CallPipeline.Create(time);
        metadata = new Metadata { { OperatorIdentity.Header, Encoding.UTF8.GetBytes(OperatorName(environment)) } };
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = Handler(), DisposeHttpClient = true });
        Conferences = new ConferenceService.ConferenceServiceClient(channel);
        Cascade = new CascadeService.CascadeServiceClient(channel);
        Node = new NodeService.NodeServiceClient(channel);
        Failover = new FailoverService.FailoverServiceClient(channel);
    }

    public Uri Address { get; }

    public ConferenceService.ConferenceServiceClient Conferences { get; }

    public NodeService.NodeServiceClient Node { get; }

    public CascadeService.CascadeServiceClient Cascade { get; }

    public FailoverService.FailoverServiceClient Failover { get; }

    /// <summary>A new op_id; one for an act and all its retries.</summary>
    public static string NewOpId() => Guid.NewGuid().ToString("N");

    /// <summary>Makes a call, again when its connection breaks.</summary>
    public async Task<T> AskAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel, TimeSpan? limit = null)
    {
        DateTime deadline = time.GetUtcNow().UtcDateTime + (limit ?? CallLimit);
        return await pipeline.ExecuteAsync(
            async attempt => await call(new CallOptions(metadata, deadline, attempt)).ResponseAsync, cancel);
    }

    /// <summary>Options for a stream: no deadline, ends with the command.</summary>
    public CallOptions Stream(CancellationToken cancel) => new(metadata, deadline: null, cancel);

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

    private static string OperatorName(CliEnvironment environment) =>
        environment.Variable("MCU_OPERATOR") ?? $"{environment.Variable("USER") ?? Environment.UserName}@{Environment.MachineName}";
}

using System.Text;
using Grpc.Core;
using Mcu.Node.Api;
using Mcu.V1;
using Polly;
using ConferenceService = Mcu.V1.ConferenceService;
using NodeService = Mcu.V1.NodeService;

namespace Mcu.Node.Cli;

/// <summary>
/// The connection of one command to the server, or to the first of several that serves: a standby, and one that is not there, are passed
/// over. Every call has a deadline; streams end with the command.
/// </summary>
internal sealed class ServerLink : IDisposable
{
    /// <summary>Longer than the server's own limit, so that the server's answer says what was slow.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(15);

    private readonly ServerChannel[] channels;
    private readonly ResiliencePipeline pipeline;
    private readonly Metadata metadata;
    private readonly TimeProvider time;
    private int current;

    public ServerLink(IReadOnlyList<Uri> addresses, CliEnvironment environment)
    {
        time = environment.Time;
        pipeline = CallPipeline.Create(time);
        metadata = new Metadata { { OperatorIdentity.Header, Encoding.UTF8.GetBytes(OperatorName(environment)) } };
        channels = [.. addresses.Select(address => new ServerChannel(address))];
    }

    /// <summary>The server that is asked now.</summary>
    public Uri Address => Current.Address;

    /// <summary>How many more servers there are.</summary>
    public int Others => channels.Length - 1;

    public ConferenceService.ConferenceServiceClient Conferences => Current.Conferences;

    public NodeService.NodeServiceClient Node => Current.Node;

    public CascadeService.CascadeServiceClient Cascade => Current.Cascade;

    public FailoverService.FailoverServiceClient Failover => Current.Failover;

    private ServerChannel Current => channels[Volatile.Read(ref current)];

    /// <summary>A new op_id; one for an act and all its retries, at whichever server.</summary>
    public static string NewOpId() => Guid.NewGuid().ToString("N");

    /// <summary>Makes a call, again when its connection breaks, and at the next server where this one does not serve.</summary>
    /// <param name="call">Takes the client from this link each time.</param>
    public async Task<T> AskAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel, TimeSpan? limit = null)
    {
        for (int others = Others; ; others--)
        {
            DateTime deadline = time.GetUtcNow().UtcDateTime + (limit ?? CallLimit);
            try
            {
                return await pipeline.ExecuteAsync(
                    async attempt => await call(new CallOptions(metadata, deadline, attempt)).ResponseAsync, cancel);
            }
            catch (RpcException error) when (others > 0 && RpcFailures.MayBeServedElsewhere(error))
            {
                TurnToNext();
            }
        }
    }

    /// <summary>Options for a stream: no deadline, ends with the command.</summary>
    public CallOptions Stream(CancellationToken cancel) => new(metadata, deadline: null, cancel);

    /// <summary>The next server is asked from now on; after the last, the first.</summary>
    public void TurnToNext() => Volatile.Write(ref current, (current + 1) % channels.Length);

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(channels, channel => channel.Dispose());

    private static string OperatorName(CliEnvironment environment) =>
        environment.Variable("MCU_OPERATOR") ?? $"{environment.Variable("USER") ?? Environment.UserName}@{Environment.MachineName}";
}

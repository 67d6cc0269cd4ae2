using Grpc.Core;
using Grpc.Net.Client;
using Mcu.Cascade.Identity;
using Mcu.Cascade.Links;
using Mcu.Node.Configuration;
using Mcu.Node.Loops;
using Mcu.V1;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Mcu.Node.Cascade.Links;

/// <summary>
/// Keeps the link to one node above: dials, runs it, dials again. Polly's pipeline <c>cascade-redial</c> spaces the attempts;
/// whether a link lives is the session's to say.
/// </summary>
internal sealed class ParentDialer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // Whenever a line is back, an attempt that began after it is at most a second away: a meeting is whole again within two.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BreakFor = TimeSpan.FromMilliseconds(500);

    private readonly ParentConfiguration parent;
    private readonly NodeLinks links;
    private readonly ControlLoop loop;
    private readonly Func<GrpcChannel> connect;
    private readonly ResiliencePipeline redial;
    private readonly CircuitBreakerStateProvider breaker = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    /// <summary>Begins to dial.</summary>
    public ParentDialer(ParentConfiguration parent, NodeLinks links, ControlLoop loop, NodeIdentityStore identities, PeerCertificatePolicy policy)
    {
        (this.parent, this.links, this.loop) = (parent, links, loop);
        var address = new Uri($"https://{parent.Address}");
        connect = () => MutualTls.CreateChannel(address, identities, policy, parent.Node);
        redial = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = MaxDelay,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is LinkNotMadeException or BrokenCircuitException),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 1,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = BreakFor,
                StateProvider = breaker,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is LinkNotMadeException),
            })
            .Build();
        running = Task.Run(RunAsync);
    }

    /// <summary>The node that is dialled.</summary>
    public string Node => parent.Node;

    /// <summary>Where the pipeline's breaker stands: closed, open, half-open, isolated.</summary>
    public string Breaker => breaker.CircuitState switch
    {
        CircuitState.HalfOpen => "half-open",
        CircuitState state => state.ToString().ToLowerInvariant(),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await redial.ExecuteAsync(async cancel => await AttemptAsync(cancel), stopping.Token);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ControlRefusedException)
        {
            // The node stops.
        }
    }

    // Ends when a link that had come up has ended; throws when it never came up.
    private async Task AttemptAsync(CancellationToken cancel)
    {
        using GrpcChannel channel = connect();
        using AsyncDuplexStreamingCall<LinkEnvelope, LinkEnvelope> call = new CascadeLink.CascadeLinkClient(channel).Attach(cancellationToken: cancel);
        NodeLink link = await loop.Invoke(() => links.OpenParent(parent.Node, MonotonicClock.Now), Limit);
        Task tunnel = TunnelAsync(link, cancel);
        await new LinkPump(links, loop).RunAsync(link, call.ResponseStream, (envelope, _) => call.RequestStream.WriteAsync(envelope), cancel);
        await tunnel;
        if (link.UpSince is null)
        {
            throw new LinkNotMadeException(parent.Node);
        }
    }

    // Connections of their own, ready before they are needed: sound never waits behind pictures.
    private async Task TunnelAsync(NodeLink link, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, link.Ended.Token);
        try
        {
            while (link.Session.Peer is null)
            {
                await Task.Delay(50, either.Token);
            }

            if (!link.Can(LinkCapability.Tunnel))
            {
                return;
            }

            using GrpcChannel sound = connect();
            using GrpcChannel picture = connect();
            var token = new Metadata { { CascadeLinkService.TokenKey, link.Session.Token } };
            await Task.WhenAll(SoundAsync(sound, link, token, either.Token), PicturesAsync(picture, link, token, either.Token));
        }
        catch (Exception ended) when (ended is RpcException or OperationCanceledException or IOException)
        {
            // The link goes on by UDP; a link that is gone makes a new tunnel.
        }
    }

    private static async Task SoundAsync(GrpcChannel channel, NodeLink link, Metadata token, CancellationToken cancel)
    {
        using AsyncDuplexStreamingCall<TunneledPackets, TunneledPackets> call = new CascadeLink.CascadeLinkClient(channel).TunnelSound(token, cancellationToken: cancel);
        await link.Tunnel.CarrySoundAsync(call.ResponseStream, call.RequestStream, cancel);
    }

    private static async Task PicturesAsync(GrpcChannel channel, NodeLink link, Metadata token, CancellationToken cancel)
    {
        using AsyncDuplexStreamingCall<TunneledPackets, TunneledPackets> call = new CascadeLink.CascadeLinkClient(channel).TunnelPicture(token, cancellationToken: cancel);
        await link.Tunnel.CarryPicturesAsync(call.ResponseStream, call.RequestStream, cancel);
    }

    /// <summary>An attempt that made no link.</summary>
    private sealed class LinkNotMadeException(string node) : Exception($"no link with {node}");
}

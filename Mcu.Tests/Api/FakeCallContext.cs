using Grpc.Core;

namespace Mcu.Tests.Api;

/// <summary>A call without a network.</summary>
internal sealed class FakeCallContext : ServerCallContext, IDisposable
{
    private readonly CancellationTokenSource cancel = new();

    protected override string MethodCore => "/mcu.v1.ConferenceService/Test";

    protected override string HostCore => "test";

    protected override string PeerCore => "ipv4:127.0.0.1:1";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => cancel.Token;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    /// <summary>The client leaves; the call must end with that.</summary>
    public async Task CancelAsync(Task call)
    {
        await cancel.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    public void Dispose() => cancel.Dispose();

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}

using Grpc.Core;

namespace Mcu.Tests.Api;

/// <summary>A reader of a stream that takes nothing until it is opened.</summary>
internal sealed class GatedWriter<T> : IServerStreamWriter<T>
{
    private readonly TaskCompletionSource gate = new();
    private readonly SemaphoreSlim arrived = new(0);

    public List<T> Received { get; } = [];

    public WriteOptions? WriteOptions { get; set; }

    public void Open() => gate.TrySetResult();

    /// <summary>Waits for so many messages more.</summary>
    public async Task ReceivedAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.That(await arrived.WaitAsync(TimeSpan.FromSeconds(10)), Is.True, "the message did not come");
        }
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        await gate.Task.WaitAsync(cancellationToken);
        Received.Add(message);
        arrived.Release();
    }
}

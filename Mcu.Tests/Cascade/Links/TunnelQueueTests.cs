using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Links;
using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Links;

/// <summary>Packets that wait for one stream of a tunnel.</summary>
public sealed class TunnelQueueTests
{
    private static readonly byte[] Packet = [1, 2, 3];

    [Test]
    public async Task DrainAsync_GateClosed_DropsWhatCame()
    {
        var gate = new EgressGate();
        var queue = new TunnelQueue(capacity: 8, TimeSpan.FromMinutes(1), gate);
        List<TunneledPackets> written = [];
        using var stop = new CancellationTokenSource();
        Task draining = queue.DrainAsync(
            (packets, _) =>
            {
                lock (written)
                {
                    written.Add(packets);
                }

                return Task.CompletedTask;
            },
            stop.Token);
        Assert.That(queue.TryAdd(Packet), Is.True);
        Eventually.That(() => queue.Dropped == 1, "the packet is dropped");

        gate.OpenUntil(Instant.Never);
        queue.TryAdd(Packet);
        Eventually.That(
            () =>
            {
                lock (written)
                {
                    return written.Count == 1;
                }
            },
            "the next one leaves");
        await stop.CancelAsync();
        Assert.That(async () => await draining, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(written.Single().Packets.Single().ToByteArray(), Is.EqualTo(Packet));
    }
}

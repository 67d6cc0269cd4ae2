using Grpc.Core;
using Mcu.Cascade.Failover;
using Mcu.Node.Cascade.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>A link's media over gRPC: two streams, so that pictures never hold up sound.</summary>
/// <param name="gate">Looked at before every write; none: everything may leave.</param>
public sealed class LinkTunnel(EgressGate? gate) : ILinkTunnel
{
    private static readonly TimeSpan SoundAge = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PictureAge = TimeSpan.FromMilliseconds(400);

    private readonly TunnelQueue sound = new(capacity: 512, SoundAge, gate);
    private readonly TunnelQueue picture = new(capacity: 2048, PictureAge, gate);

    /// <summary>Takes what comes in, on the reader's thread.</summary>
    public Action<byte[]>? OnPacket { get; set; }

    /// <inheritdoc/>
    public long PicturesDropped => picture.Dropped;

    /// <inheritdoc/>
    public bool TrySendSound(ReadOnlySpan<byte> packet) => sound.TryAdd(packet);

    /// <inheritdoc/>
    public bool TrySendPicture(ReadOnlySpan<byte> packet) => picture.TryAdd(packet);

    /// <summary>Carries sound both ways until either end ends.</summary>
    public Task CarrySoundAsync(IAsyncStreamReader<TunneledPackets> reader, IAsyncStreamWriter<TunneledPackets> writer, CancellationToken cancel) =>
        CarryAsync(sound, reader, writer, cancel);

    /// <summary>Carries pictures both ways until either end ends.</summary>
    public Task CarryPicturesAsync(IAsyncStreamReader<TunneledPackets> reader, IAsyncStreamWriter<TunneledPackets> writer, CancellationToken cancel) =>
        CarryAsync(picture, reader, writer, cancel);

    private async Task CarryAsync(
        TunnelQueue queue, IAsyncStreamReader<TunneledPackets> reader, IAsyncStreamWriter<TunneledPackets> writer, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task writing = queue.DrainAsync((packets, stop) => writer.WriteAsync(packets, stop), either.Token);
        Task reading = ReadAsync(reader, either.Token);
        await Task.WhenAny(writing, reading);
        await either.CancelAsync();
        await Task.WhenAll(writing, reading).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task ReadAsync(IAsyncStreamReader<TunneledPackets> reader, CancellationToken cancel)
    {
        while (await reader.MoveNext(cancel))
        {
            foreach (Google.Protobuf.ByteString packet in reader.Current.Packets)
            {
                OnPacket?.Invoke(packet.ToByteArray());
            }
        }
    }
}

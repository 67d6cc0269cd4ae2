using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// A packet for a decoder whose bytes lie in one counted, padded buffer that is used again and again: FFmpeg copies packets
/// that are not counted, and reads past the end of them.
/// </summary>
internal sealed unsafe class InputPacket : IDisposable
{
    private const int SmallestCapacity = 16 * 1024;
    private readonly PacketHandle packet = new(ffmpeg.av_packet_alloc());
    private BufferHandle buffer = Allocate(SmallestCapacity);
    private int capacity = SmallestCapacity;

    /// <summary>The packet, with the bytes copied in; give it back with <see cref="Unload"/>.</summary>
    public AVPacket* Load(ReadOnlySpan<byte> bytes)
    {
        // The decoder has let the buffer go when it has decoded; were it not so, it would keep the old one.
        if (bytes.Length > capacity || ffmpeg.av_buffer_is_writable(buffer.Pointer) == 0)
        {
            Replace(bytes.Length);
        }

        byte* data = buffer.Pointer->data;
        bytes.CopyTo(new Span<byte>(data, capacity));
        new Span<byte>(data + bytes.Length, ffmpeg.AV_INPUT_BUFFER_PADDING_SIZE).Clear();
        AVPacket* loaded = packet.Pointer;
        loaded->buf = ffmpeg.av_buffer_ref(buffer.Pointer);
        loaded->data = data;
        loaded->size = bytes.Length;
        return loaded;
    }

    /// <summary>Drops the packet's reference to the bytes.</summary>
    public void Unload() => ffmpeg.av_packet_unref(packet.Pointer);

    /// <inheritdoc/>
    public void Dispose()
    {
        packet.Dispose();
        buffer.Dispose();
    }

    private static BufferHandle Allocate(int size) =>
        new(ffmpeg.av_buffer_alloc((ulong)(size + ffmpeg.AV_INPUT_BUFFER_PADDING_SIZE)));

    private void Replace(int needed)
    {
        while (capacity < needed)
        {
            capacity *= 2;
        }

        buffer.Dispose();
        buffer = Allocate(capacity);
    }
}

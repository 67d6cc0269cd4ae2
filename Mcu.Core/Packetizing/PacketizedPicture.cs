using Mcu.Core.Codecs;

namespace Mcu.Core.Packetizing;

/// <summary>
/// One picture cut into RTP payloads in one block of memory, once for all legs that get it. Reused from picture to
/// picture; keeps what it has grown to. Legs read it through a <see cref="PictureWriter"/> each.
/// </summary>
public sealed class PacketizedPicture
{
    private byte[] bytes = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private (int At, int Length)[] payloads = new (int, int)[128];
    private int end;

    /// <summary>How many packets the picture takes.</summary>
    public int Count { get; private set; }

    /// <summary>The codec.</summary>
    public VideoCodec Codec { get; private set; }

    /// <summary>Whether decoding can start here.</summary>
    public bool IsKeyFrame { get; private set; }

    /// <summary>Bytes of all payloads.</summary>
    public int TotalLength { get; private set; }

    /// <summary>One payload, below <see cref="Count"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => bytes.AsSpan(payloads[index].At, payloads[index].Length);

    internal void Begin(VideoCodec codec, bool isKeyFrame)
    {
        Codec = codec;
        IsKeyFrame = isKeyFrame;
        Count = end = TotalLength = 0;
    }

    /// <summary>Begins a payload of at most so many bytes and gives the place for them.</summary>
    internal Span<byte> Reserve(int maxLength)
    {
        if (end + maxLength > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end + maxLength));
        }

        return bytes.AsSpan(end, maxLength);
    }

    /// <summary>Ends the payload: <paramref name="length"/> bytes of the place, less the first <paramref name="skip"/>.</summary>
    internal void Commit(int length, int skip = 0)
    {
        if (Count == payloads.Length)
        {
            Array.Resize(ref payloads, Count * 2);
        }

        payloads[Count++] = (end + skip, length - skip);
        end += length;
        TotalLength += length - skip;
    }
}

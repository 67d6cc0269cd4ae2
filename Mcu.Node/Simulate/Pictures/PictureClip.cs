using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// A loop of pictures, encoded and cut into RTP payloads ahead of time. It begins with a key frame and has no other: to
/// give one is to begin again. Any number of rooms may send it at once.
/// </summary>
internal sealed class PictureClip
{
    private readonly List<Range> payloads = [];
    private readonly List<int> firstPayloads = [];
    private byte[] bytes = new byte[64 * 1024];
    private int length;

    /// <summary>An empty loop.</summary>
    public PictureClip(VideoCodec codec, int framesPerSecond)
    {
        Codec = codec;
        FramesPerSecond = framesPerSecond;
    }

    public VideoCodec Codec { get; }

    public int FramesPerSecond { get; }

    /// <summary>Pictures in the loop.</summary>
    public int Count => firstPayloads.Count;

    /// <summary>RTP packets of a picture.</summary>
    public int PacketsOf(int picture) =>
        (picture + 1 < Count ? firstPayloads[picture + 1] : payloads.Count) - firstPayloads[picture];

    /// <summary>One RTP payload of a picture.</summary>
    public ReadOnlySpan<byte> Payload(int picture, int packet) => bytes.AsSpan(payloads[firstPayloads[picture] + packet]);

    /// <summary>Adds the next picture.</summary>
    public void Add(PacketizedPicture picture)
    {
        firstPayloads.Add(payloads.Count);
        for (int i = 0; i < picture.Count; i++)
        {
            ReadOnlySpan<byte> payload = picture[i];
            if (length + payload.Length > bytes.Length)
            {
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + payload.Length));
            }

            payload.CopyTo(bytes.AsSpan(length));
            payloads.Add(length..(length + payload.Length));
            length += payload.Length;
        }
    }
}

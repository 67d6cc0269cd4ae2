using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Time;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Packetizing;

/// <summary>Feeds payloads to a depacketizer and collects the units.</summary>
internal sealed class DepacketizerHarness
{
    private ushort sequence = 100;

    public DepacketizerHarness(VideoCodec codec = VideoCodec.H264, int poolSize = 8)
    {
        Pool = new AccessUnitPool(poolSize);
        Depacketizer = codec == VideoCodec.H264
            ? new H264Depacketizer(Pool, new VideoDecoderLimits())
            : new Vp8Depacketizer(Pool, new VideoDecoderLimits());
    }

    public AccessUnitPool Pool { get; }

    public IVideoDepacketizer Depacketizer { get; }

    public List<(byte[] Bytes, bool IsKeyFrame, uint Timestamp)> Units { get; } = [];

    public double Now { get; set; }

    public DepacketizeResult Push(uint timestamp, ReadOnlySpan<byte> payload, bool marker = false)
    {
        byte[] packet = TestPackets.Rtp(sequence++, timestamp, payload, marker);
        DepacketizeResult result = Depacketizer.Push(TestPackets.Parse(packet), Instant.FromMilliseconds(Now));
        while (Depacketizer.TryTake(out AccessUnit? unit))
        {
            Units.Add((unit.Span.ToArray(), unit.IsKeyFrame, unit.RtpTimestamp));
            unit.Return();
        }

        return result;
    }

    /// <summary>Pushes all payloads of a picture, marker on the last, but for the one at <paramref name="lost"/>.</summary>
    public void Push(uint timestamp, PacketizedPicture picture, int lost = -1)
    {
        for (int i = 0; i < picture.Count; i++)
        {
            if (i == lost)
            {
                sequence++;
                Depacketizer.Gap();
            }
            else
            {
                Push(timestamp, picture[i], i == picture.Count - 1);
            }
        }
    }
}

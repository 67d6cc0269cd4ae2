using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

/// <summary>A leg on a line so fast that pacing does not matter.</summary>
internal sealed class VideoLeg
{
    private const int Fast = 100_000_000;

    public VideoLeg(PacketPool pool, int seed)
    {
        Line = new RtpStreamLine(RtpClock.Video, new SeededRandom(seed));
        Path = new VideoSendPath(96, Fast, Line, Sent, pool, new SeededRandom(seed));
    }

    public VideoLeg(PacketPool pool, VideoLeg before)
    {
        Line = before.Line;
        Path = new VideoSendPath(97, Fast, Line, Sent, pool, new SeededRandom(1));
    }

    public RtpStreamLine Line { get; }

    public CapturingSender Sent { get; } = new();

    public VideoSendPath Path { get; }

    public void Drain(Instant now)
    {
        for (int i = 0; i < 10; i++)
        {
            Path.Send(now + TimeSpan.FromMilliseconds(2 * i));
        }
    }

    public void End(Instant now)
    {
        Path.Close();
        Path.Send(now);
    }
}

using Mcu.Core.Buffers;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Simulate.Media;
using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Simulate.Media;

/// <summary>How a loop of pictures is sent.</summary>
[TestFixture(VideoCodec.H264)]
[TestFixture(VideoCodec.Vp8)]
public sealed class ClipPlayerTests(VideoCodec codec)
{
    private const int Frames = 20;
    private readonly PacketBuffer[] packets = new PacketBuffer[64];
    private PictureClip clip = null!;

    [OneTimeSetUp]
    public void MakeClip()
    {
        var pool = new PacketPool(packets.Length);
        for (int i = 0; i < packets.Length; i++)
        {
            pool.TryRent(out PacketBuffer? packet);
            packets[i] = packet!;
        }

        var options = new FleetOptions
        {
            Targets = [FleetTargets.Local(5060)],
            VideoCodec = codec,
        };
        using var card = new TestCard(0, "TP Cam Ranh", options.Width, options.Height, seed: 1);
        using var maker = new PictureClipMaker(new FFmpegCodecFactory(), options);
        for (int frame = 0; frame < Frames; frame++)
        {
            maker.Add(card.Draw(frame));
        }

        clip = maker.Clip;
    }

    [Test]
    public void WriteNext_TwoLoops_IsOneContinuousLineWithAKeyFrameALoop()
    {
        var player = new ClipPlayer(clip, new RtpStreamLine(RtpClock.Video, new SeededRandom(1)));
        var log = new PictureLog(codec);
        ushort? last = null;
        for (int number = 0; number < 2 * Frames; number++)
        {
            foreach (PacketBuffer sent in Write(player, number))
            {
                Assert.That(RtpPacket.TryParse(sent.Span, out RtpPacket packet, out _), Is.True);
                Assert.That(last is null || packet.Sequence == (ushort)(last + 1), Is.True);
                last = packet.Sequence;
                log.Note(packet, At(number));
            }
        }

        Assert.That((log.Frames, log.KeyFrames), Is.EqualTo((2 * Frames, 2)));
    }

    [Test]
    public void RequestKeyFrame_MidLoop_BeginsAgainAtMostTwiceASecond()
    {
        var player = new ClipPlayer(clip, new RtpStreamLine(RtpClock.Video, new SeededRandom(1)));
        var log = new PictureLog(codec);
        for (int number = 0; number < Frames - 1; number++)
        {
            player.RequestKeyFrame();
            foreach (PacketBuffer sent in Write(player, number))
            {
                _ = RtpPacket.TryParse(sent.Span, out RtpPacket packet, out _);
                log.Note(packet, At(number));
            }
        }

        Assert.That(log.KeyFrames, Is.EqualTo(2)); // 19 pictures take 760 ms
        Assert.That(player.KeyFrameRequests, Is.EqualTo(Frames - 1));
    }

    [Test]
    public void SentAt_FrameOfTheLoop_IsWhenItWasSentLast()
    {
        var player = new ClipPlayer(clip, new RtpStreamLine(RtpClock.Video, new SeededRandom(1)));
        Write(player, 0);
        Write(player, 1);
        Assert.That(player.SentAt(1), Is.EqualTo(At(1)));
        Assert.That(player.SentAt(2), Is.EqualTo(Instant.Distant));
        Assert.That(player.SentAt(900), Is.EqualTo(Instant.Distant));
    }

    [Test]
    public void WriteNext_Steady_AllocatesNothing()
    {
        var player = new ClipPlayer(clip, new RtpStreamLine(RtpClock.Video, new SeededRandom(1)));
        long number = 0;
        Assert.That(Allocations.Of(() => player.WriteNext(number++, 97, packets, At(number))), Is.Zero);
    }

    private static Instant At(long number) => Instant.FromMilliseconds(5000 + (40 * number));

    private PacketBuffer[] Write(ClipPlayer player, long number) => packets[..player.WriteNext(number, 97, packets, At(number))];
}

using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Packetizing;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VideoSendPathTests : IDisposable
{
    private const int BitsPerSecond = 1_000_000;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(60);

    private readonly PacketPool pool = new(600);
    private readonly CapturingSender sender = new();
    private readonly SharedPictureStock stock = new(capacity: 96);
    private readonly H264Packetizer packetizer = new(packetizationMode: 1);
    private readonly VideoSendPath path;
    private readonly byte[] keyFrame = TestNals.KeyFrame(9000);
    private readonly byte[] slice = TestNals.Stream(TestNals.Slice(isIdr: false, 3000));
    private double now = 5000;
    private int offered;

    public VideoSendPathTests()
    {
        path = new VideoSendPath(
            102, BitsPerSecond, new RtpStreamLine(RtpClock.Video, new SeededRandom(4)), sender, pool, new SeededRandom(4));
        path.Tune(BitsPerSecond, RoundTrip);
    }

    public void Dispose()
    {
        path.Close();
        path.Send(Now);
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
    }

    [Test]
    public void Send_APicture_LeavesPacedWithItsMarkerLast()
    {
        Offer(isKeyFrame: true);
        path.Send(Now);
        int burst = sender.Packets.Count;
        Pass(milliseconds: 100);
        Assert.That(burst, Is.InRange(1, 3), "a key frame must not leave as a burst");
        Assert.That(path.Packets, Is.EqualTo(sender.Packets.Count).And.GreaterThan(6));
        Assert.That(sender.Packets.Select(packet => (packet[1] & 0x80) != 0), Is.EqualTo(Enumerable.Range(1, sender.Packets.Count).Select(i => i == sender.Packets.Count)));
        Assert.That(sender.Packets.TrueForAll(packet => (packet[1] & 0x7F) == 102));
    }

    [Test]
    public void Send_AnyTenMilliseconds_HoldNoMoreThanTwoAndAHalfTimesTheTarget()
    {
        for (int i = 0; i < 10; i++)
        {
            Offer(isKeyFrame: i == 0);
        }

        var sent = new List<int>();
        for (int i = 0; i < 60; i++)
        {
            int before = sender.Packets.Sum(packet => packet.Length);
            Pass(milliseconds: 2);
            sent.Add(sender.Packets.Sum(packet => packet.Length) - before);
        }

        int most = Enumerable.Range(0, sent.Count - 5).Max(at => sent.Skip(at).Take(5).Sum());
        Assert.That(most, Is.LessThanOrEqualTo((BitsPerSecond / 8 / 100 * 2.5) + PacketBuffer.Capacity));
    }

    [Test]
    public void OnNack_Repeated_IsAnsweredOnceARoundTrip()
    {
        ushort lost = SendAPicture();
        for (int i = 0; i < 10; i++)
        {
            path.OnNack(lost);
            Pass(milliseconds: 4);
        }

        Assert.That(path.Retransmissions, Is.EqualTo(1));
        Pass(milliseconds: 25);
        path.OnNack(lost);
        Pass(milliseconds: 4);
        Assert.That(path.Retransmissions, Is.EqualTo(2));
    }

    [Test]
    public void OnNack_KnownPacket_SendsTheSameBytes()
    {
        ushort lost = SendAPicture();
        int before = sender.Packets.Count;
        path.OnNack(lost);
        Pass(milliseconds: 10);
        Assert.That(sender.Packets, Has.Count.EqualTo(before + 1));
        Assert.That(sender.Packets[^1], Is.EqualTo(sender.Packets[before - 1]));
    }

    [Test]
    public void OnNack_ManyAtOnce_ArePacedToo()
    {
        SendAPicture();
        ushort[] all = [.. sender.Sequences];
        int before = sender.Packets.Count;
        Array.ForEach(all, path.OnNack);
        path.Send(Now);
        Assert.That(sender.Packets.Count - before, Is.LessThan(all.Length));
    }

    [Test]
    public void OnNack_UnknownPacket_IsIgnored()
    {
        SendAPicture();
        path.OnNack((ushort)(sender.Sequences.Last() + 1));
        Pass(milliseconds: 10);
        Assert.That(path.Retransmissions, Is.Zero);
    }

    [Test]
    public void Offer_FasterThanTheLine_RefusesUntilAKeyFrameAndAsksForOneOnce()
    {
        for (int i = 0; i < 60; i++)
        {
            Offer(isKeyFrame: i == 0);
        }

        Pass(milliseconds: 700); // what it took has left
        int taken = sender.Packets.Count;
        Assert.That(path.TakeKeyFrameWanted());
        Pass(milliseconds: 100);
        Assert.That(path.TakeKeyFrameWanted(), Is.False, "one request, or all would pay for a second key frame");
        Offer(isKeyFrame: false);
        Pass(milliseconds: 100);
        Assert.That(sender.Packets, Has.Count.EqualTo(taken), "it refers to what was refused");
        Offer(isKeyFrame: true);
        Offer(isKeyFrame: false);
        Pass(milliseconds: 100);
        Assert.That(sender.Packets.Count, Is.GreaterThan(taken + 8));
        Assert.That(path.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void Offer_MoreThanTheRingHolds_LeavesOutUpToTheNextKeyFrame()
    {
        Offer(isKeyFrame: true);
        for (int i = 0; i < 70; i++)
        {
            Offer(isKeyFrame: false);
        }

        Assert.That(path.TakeKeyFrameWanted(), "a hole in the references");
        Pass(milliseconds: 2000);
        path.TakeKeyFrameWanted();
        long before = path.Pictures;
        Offer(isKeyFrame: false);
        Pass(milliseconds: 100);
        Assert.That(path.Pictures, Is.EqualTo(before));
        Offer(isKeyFrame: true);
        Pass(milliseconds: 100);
        Assert.That(path.Pictures, Is.EqualTo(before + 1));
    }

    [Test]
    public void Send_NoPacketBuffersLeft_NeedsAKeyFrameAndGoesOnWithIt()
    {
        var hoarded = new List<PacketBuffer>();
        while (hoarded.Count < pool.Capacity - 2 && pool.TryRent(out PacketBuffer? buffer))
        {
            hoarded.Add(buffer);
        }

        Offer(isKeyFrame: true);
        Pass(milliseconds: 20);
        Assert.That(path.TakeKeyFrameWanted());
        hoarded.ForEach(buffer => buffer.Return());
        long before = path.Pictures;
        Offer(isKeyFrame: false);
        Pass(milliseconds: 20);
        Assert.That(path.Pictures, Is.EqualTo(before), "the picture before it is incomplete");
        Offer(isKeyFrame: true);
        Pass(milliseconds: 20);
        Assert.That(path.Pictures, Is.EqualTo(before + 1));
    }

    [Test]
    public void Close_WithPicturesQueuedAndSent_ReturnsAllBuffersAndPictures()
    {
        SendAPicture();
        Offer(isKeyFrame: false);
        path.Send(Now);
        Offer(isKeyFrame: false);
        path.Close();
        Offer(isKeyFrame: true);
        path.Send(Now);
        Assert.That(pool.Rented, Is.Zero);
        Assert.That(IdlePictures(), Is.EqualTo(96));
    }

    [Test]
    public void Send_InSteadyState_AllocatesNothing()
    {
        sender.OnlyCounts = true;
        Offer(isKeyFrame: true);
        long bytes = Allocations.Of(() =>
        {
            Offer(isKeyFrame: false);
            path.OnNack((ushort)(path.Line.NextSequence - 1));
            Pass(milliseconds: 40);
        }, 300);
        Assert.That(bytes, Is.Zero);
        Assert.That(path.Pictures, Is.EqualTo(601));
        Assert.That(path.Retransmissions, Is.Positive);
    }

    private Instant Now => Instant.FromMilliseconds(now);

    private ushort SendAPicture()
    {
        Offer(isKeyFrame: true);
        Pass(milliseconds: 200);
        return sender.Sequences.Last();
    }

    private void Offer(bool isKeyFrame)
    {
        SharedPicture picture = stock.Rent() ?? throw new InvalidOperationException("Pictures are not given back.");
        packetizer.Packetize(isKeyFrame ? keyFrame : slice, isKeyFrame, picture.Packets);
        picture.IsKeyFrame = isKeyFrame;
        picture.CapturedAt = Now;
        picture.Timestamp = (uint)(offered++ * 3600);
        path.Offer(picture);
        picture.Release();
    }

    private void Pass(int milliseconds)
    {
        for (int i = 0; i < milliseconds; i += 2)
        {
            path.Send(Now);
            now += 2;
        }
    }

    private int IdlePictures()
    {
        int count = 0;
        while (stock.Rent() is not null)
        {
            count++;
        }

        return count;
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;

namespace Mcu.Tests.Packetizing;

/// <summary>VP8 out of RTP.</summary>
public sealed class Vp8Tests
{
    private DepacketizerHarness harness = new(VideoCodec.Vp8);

    [SetUp]
    public void Begin() => harness = new DepacketizerHarness(VideoCodec.Vp8);

    [TestCase("10 AA", 1, -1, -1, -1, -1)]
    [TestCase("90 80 11 AA", 3, 0x11, -1, -1, -1)]
    [TestCase("90 80 92 34 AA", 4, 0x1234, -1, -1, -1)]
    [TestCase("90 E0 92 34 07 80 AA", 6, 0x1234, 7, 2, -1)]
    [TestCase("90 10 05 AA", 3, -1, -1, -1, 5)]
    [TestCase("90 F0 11 07 45 AA", 5, 0x11, 7, 1, 5)]
    public void TryParse_Descriptor_ReadsAllOfIt(string hex, int length, int pictureId, int tl0, int layer, int key)
    {
        Assert.That(Vp8Descriptor.TryParse(Hex(hex), out Vp8Descriptor descriptor), Is.True);
        Assert.That(descriptor.IsFrameStart, Is.True);
        Assert.That(descriptor.Length, Is.EqualTo(length));
        Assert.That(
            (descriptor.PictureId, descriptor.Tl0PictureIndex, descriptor.TemporalLayer, descriptor.KeyIndex),
            Is.EqualTo((pictureId, tl0, layer, key)));
    }

    [TestCase("")]
    [TestCase("10")]
    [TestCase("90 80")]
    [TestCase("90 80 92 34")]
    [TestCase("90 F0 92 34 07 80")]
    public void TryParse_DescriptorAlone_IsRefused(string hex) =>
        Assert.That(Vp8Descriptor.TryParse(Hex(hex), out _), Is.False);

    [Test]
    public void TryParse_AnyBytes_NeverThrows()
    {
        var random = new Random(4);
        var bytes = new byte[12];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            int length = random.Next(13);
            bool parsed = Vp8Descriptor.TryParse(bytes.AsSpan(0, length), out Vp8Descriptor descriptor);
            Assert.That(!parsed || descriptor.Length < length, Is.True);
        }
    }

    [Test]
    public void Push_KeyFrame_GivesItAndItsSize()
    {
        byte[] frame = TestNals.Vp8(isKey: true, 50);
        harness.Push(1, [0x10, .. frame], marker: true);
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(frame));
        Assert.That(harness.Units[0].IsKeyFrame, Is.True);
        Assert.That(harness.Depacketizer.Size, Is.EqualTo((640, 360)));
    }

    [Test]
    public void Push_SeveralPartitions_AreOneFrame()
    {
        byte[] frame = TestNals.Vp8(isKey: true, 60);
        harness.Push(1, [0x10, .. frame[..30]]);
        harness.Push(1, [0x11, .. frame[30..50]]);
        harness.Push(1, [0x02, .. frame[50..]], marker: true);
        Assert.That(harness.Units[0].Bytes, Is.EqualTo(frame));
    }

    [Test]
    public void Push_DeltaBeforeAnyKeyFrame_IsDropped()
    {
        harness.Push(1, [0x10, .. TestNals.Vp8(isKey: false, 50)], marker: true);
        Assert.That(harness.Units, Is.Empty);
        Assert.That(harness.Depacketizer.NeedsKeyFrame, Is.True);
    }

    [Test]
    public void Push_FrameWithoutItsStart_IsMalformed()
    {
        Assert.That(harness.Push(1, [0x00, 1, 2, 3], marker: true), Is.EqualTo(DepacketizeResult.Malformed));
        Assert.That(harness.Units, Is.Empty);
    }

    [Test]
    public void Push_HugeKeyFrame_IsRefused()
    {
        byte[] frame = TestNals.Vp8(isKey: true, 50, 16383, 16383);
        Assert.That(harness.Push(1, [0x10, .. frame], marker: true), Is.EqualTo(DepacketizeResult.TooLarge));
        Assert.That(harness.Units, Is.Empty);
    }

    [Test]
    public void Packetize_Frame_IsEqualPayloadsWithRoomForAPictureId()
    {
        var picture = new PacketizedPicture();
        byte[] frame = TestNals.Vp8(isKey: true, 5000);
        Assert.That(new Vp8Packetizer().Packetize(frame, isKeyFrame: true, picture), Is.EqualTo(PacketizeResult.Done));
        Assert.That(picture.Count, Is.EqualTo(5));
        for (int i = 0; i < picture.Count; i++)
        {
            Assert.That(picture[i].Length, Is.EqualTo(1004));
            Assert.That(Vp8Descriptor.TryParse(picture[i], out Vp8Descriptor descriptor), Is.True);
            Assert.That(descriptor.IsFrameStart, Is.EqualTo(i == 0));
            Assert.That(descriptor.Length, Is.EqualTo(4));
        }

        Assert.That(new Vp8Packetizer().Packetize([], isKeyFrame: true, picture), Is.EqualTo(PacketizeResult.Empty));
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}

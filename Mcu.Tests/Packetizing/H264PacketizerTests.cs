using Mcu.Core.Packetizing;

namespace Mcu.Tests.Packetizing;

/// <summary>H.264 into RTP payloads.</summary>
public sealed class H264PacketizerTests
{
    private readonly PacketizedPicture picture = new();

    [Test]
    public void Packetize_KeyFrame_IsOneStapAndEqualFragments()
    {
        byte[] sei = [0x06, 5, 3, 1, 1, 1, 0x80];
        byte[] slice = TestNals.Slice(isIdr: true, 10_000);
        byte[] unit = TestNals.Stream([0x09, 0x10], TestNals.Sps, TestNals.Pps, sei, slice);
        Assert.That(new H264Packetizer(1).Packetize(unit, isKeyFrame: true, picture), Is.EqualTo(PacketizeResult.Done));
        Assert.That(picture[0][0], Is.EqualTo(0x78), "STAP-A with the highest NRI");
        Assert.That(picture[0].Length, Is.EqualTo(1 + 2 + TestNals.Sps.Length + 2 + TestNals.Pps.Length + 2 + sei.Length));
        Assert.That(picture.Count, Is.EqualTo(10));
        for (int i = 1; i < picture.Count; i++)
        {
            Assert.That(picture[i].Length, i < 9 ? Is.EqualTo(picture[1].Length) : Is.LessThanOrEqualTo(picture[1].Length));
            Assert.That(picture[i].Length, Is.LessThanOrEqualTo(1200));
            int flags = i switch { 1 => 0x80, 9 => 0x40, _ => 0 };
            Assert.That(picture[i][..2].ToArray(), Is.EqualTo(new byte[] { 0x7C, (byte)(flags | 5) }));
        }
    }

    [Test]
    public void Packetize_LonelyParameterSet_IsASingleNal()
    {
        new H264Packetizer(1).Packetize(TestNals.Stream(TestNals.Sps), isKeyFrame: false, picture);
        Assert.That(picture[0].SequenceEqual(TestNals.Sps), Is.True);
    }

    [Test]
    public void Packetize_ModeZero_IsOneNalAPacketOrRefused()
    {
        var packetizer = new H264Packetizer(0);
        byte[] small = TestNals.Stream(TestNals.Sps, TestNals.Pps, TestNals.Slice(isIdr: true, 1200));
        Assert.That(packetizer.Packetize(small, isKeyFrame: true, picture), Is.EqualTo(PacketizeResult.Done));
        Assert.That(picture.Count, Is.EqualTo(3));
        byte[] large = TestNals.KeyFrame(1201);
        Assert.That(packetizer.Packetize(large, isKeyFrame: true, picture), Is.EqualTo(PacketizeResult.NalTooLarge));
        Assert.That(picture.Count, Is.Zero);
    }

    [Test]
    public void Packetize_Nothing_IsEmpty() =>
        Assert.That(new H264Packetizer(1).Packetize([1, 2, 3], isKeyFrame: false, picture), Is.EqualTo(PacketizeResult.Empty));
}

using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

/// <summary>How 20 ms frames become packets of the time that the peer wants.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AudioPacketizerTests : IDatagramSender
{
    private const int Step = 160;
    private readonly List<(bool Marker, ushort Sequence, uint Timestamp, byte[] Payload)> sent = [];
    private readonly RtpStreamLine line = new(8000, new SeededRandom(3));
    private uint frame;

    [TestCase(10, 12, 80)]
    [TestCase(20, 6, 160)]
    [TestCase(40, 3, 320)]
    [TestCase(60, 2, 480)]
    public void Add_SixFrames_ArriveWholeInPacketsOfThatTime(int packetTime, int packets, int octets)
    {
        AudioPacketizer packetizer = Packetizer(packetTime);
        Play(packetizer, 6);
        Assert.That(sent.Select(packet => packet.Payload.Length), Is.EqualTo(Enumerable.Repeat(octets, packets)));
        Assert.That(sent.SelectMany(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, 6).SelectMany(number => Payload((uint)number))));
        Assert.That(sent.Zip(sent.Skip(1), (a, b) => b.Timestamp - a.Timestamp), Is.All.EqualTo(octets), "an octet is a sample");
        Assert.That(sent.Zip(sent.Skip(1), (a, b) => b.Sequence - a.Sequence), Is.All.EqualTo(1));
        Assert.That(sent.Select(packet => packet.Marker), Is.EqualTo(Enumerable.Range(0, packets).Select(i => i == 0)));
    }

    [Test]
    public void Pause_WithAFrameWaiting_SendsItAndMarksTheNextTalkSpurt()
    {
        AudioPacketizer packetizer = Packetizer(60);
        Play(packetizer, 4);
        packetizer.Pause();
        Play(packetizer, 3);
        Assert.That(sent.Select(packet => (packet.Payload.Length, packet.Marker)), Is.EqualTo(new[] { (480, true), (160, false), (480, true) }));
    }

    [Test]
    public void Add_AFrameWasLeftOut_BeginsANewPacketAtItsTime()
    {
        AudioPacketizer packetizer = Packetizer(40);
        Play(packetizer, 1);
        frame++;
        Play(packetizer, 2);
        Assert.That(sent.Select(packet => packet.Payload.Length), Is.EqualTo(new[] { 160, 320 }));
        Assert.That(sent[1].Timestamp - sent[0].Timestamp, Is.EqualTo(2 * Step));
    }

    void IDatagramSender.Send(ReadOnlySpan<byte> datagram)
    {
        Assert.That(RtpPacket.TryParse(datagram, out RtpPacket packet, out _));
        sent.Add((packet.Marker, packet.Sequence, packet.Timestamp, packet.Payload.ToArray()));
    }

    void IDatagramSender.SendMany(ReadOnlySpan<PacketBuffer> packets) => throw new NotSupportedException("sound is sent one by one");

    private static byte[] Payload(uint number)
    {
        byte[] payload = new byte[Step];
        payload.AsSpan().Fill((byte)number);
        payload[^1] = 0xEE;
        return payload;
    }

    private AudioPacketizer Packetizer(int packetTime) => new(line, payloadType: 8, packetTime, this);

    private void Play(AudioPacketizer packetizer, int frames)
    {
        for (int i = 0; i < frames; i++, frame++)
        {
            packetizer.Add(Payload(frame), frame * Step, Step, Instant.FromMilliseconds(20 * frame));
        }
    }
}

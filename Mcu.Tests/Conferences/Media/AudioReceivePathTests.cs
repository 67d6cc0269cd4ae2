using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Jitter;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AudioReceivePathTests : IDisposable
{
    private const byte Pcma = 8;
    private const byte Events = 101;

    private readonly PacketPool pool = new(256);
    private readonly AudioReceivePath path;
    private readonly List<char> digits = [];
    private readonly byte[] sound = new byte[160];
    private readonly float[] frame = new float[960];
    private double now = 1000;
    private ushort sequence;

    public AudioReceivePathTests()
    {
        new Random(3).NextBytes(sound);
        path = new AudioReceivePath(new AudioReceiveFormat(AudioCodec.Pcma, PayloadTypeSet.Of(Pcma), 8000, PayloadTypeSet.Of(Events)), new FakeCodecs(), digits.Add);
    }

    public void Dispose()
    {
        path.Dispose();
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
    }

    [Test]
    public void Receive_Sound_PlaysAfterTheJitterBuffer()
    {
        Play(frames: 30);
        Assert.That(path.Packets, Is.EqualTo(30));
        Assert.That(path.Octets, Is.EqualTo(30 * 160));
        Assert.That(frame.Max(), Is.Positive);
    }

    [Test]
    public void Receive_KeyPressWithItsRepeatedEnd_IsOneDigitAndNoSound()
    {
        Play(frames: 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.That(path.Receive(Event(key: 10, isEnd: true), Now));
        }

        Assert.That(digits, Is.EqualTo(new[] { '*' }));
        Assert.That(path.Packets, Is.EqualTo(3));
        Assert.That(path.Malformed, Is.Zero);
    }

    [Test]
    public void Tick_KeyPressWhoseEndWasLost_EndsByTime()
    {
        path.Receive(Event(key: 6, isEnd: false), Now);
        now += 2000;
        path.Tick(Now);
        Assert.That(digits, Is.EqualTo(new[] { '6' }));
    }

    [Test]
    public void Receive_OtherPayloadTypeOrGarbage_IsCountedAndReturned()
    {
        Assert.That(path.Receive(Buffer(TestPackets.Rtp(1, 1, sound, type: 0)), Now), Is.False);
        Assert.That(path.Receive(Buffer([9, 9]), Now), Is.False);
        Assert.That(path.Malformed, Is.EqualTo(2));
        Assert.That(path.Recognizes(TestPackets.Rtp(1, 1, sound, type: Pcma)));
        Assert.That(path.Recognizes(TestPackets.Rtp(1, 1, sound, type: Events)));
        Assert.That(path.Recognizes(TestPackets.Rtp(1, 1, sound, type: 0)), Is.False);
    }

    [Test]
    public void Receive_NothingPulls_HoldsABoundedNumber()
    {
        for (int i = 0; i < 200; i++)
        {
            path.Receive(Sound(), Now);
        }

        Assert.That(pool.Rented, Is.EqualTo(64));
    }

    [Test]
    public void Receive_EmptyPayload_IsHarmless()
    {
        Play(frames: 5);
        path.Receive(Buffer(TestPackets.Rtp(sequence++, sequence * 160u, [], type: Pcma)), Now);
        Assert.That(path.Pull(frame, Now), Is.Not.EqualTo((PlayoutState)(-1)));
    }

    [Test]
    public void ReceiveAndPull_InSteadyState_AllocateNothing() =>
        Assert.That(Allocations.Of(() => Play(frames: 1), 300), Is.Zero);

    private Instant Now => Instant.FromMilliseconds(now);

    private void Play(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            path.Receive(Sound(), Now);
            path.Tick(Now);
            path.Pull(frame, Now);
            now += 20;
        }
    }

    private PacketBuffer Sound()
    {
        PacketBuffer buffer = Rent();
        buffer.Length = RtpWriter.Write(
            buffer.Bytes, new RtpHeader(Pcma, Marker: false, sequence, sequence * 160u, TestPackets.Ssrc), sound);
        sequence++;
        return buffer;
    }

    private PacketBuffer Event(byte key, bool isEnd) =>
        Buffer(TestPackets.Rtp(sequence++, 5000, [key, (byte)(isEnd ? 0x8A : 0x0A), 0x03, 0x20], marker: false, type: Events));

    private PacketBuffer Buffer(byte[] bytes)
    {
        PacketBuffer buffer = Rent();
        bytes.CopyTo(buffer.Bytes, 0);
        buffer.Length = bytes.Length;
        return buffer;
    }

    private PacketBuffer Rent() =>
        pool.TryRent(out PacketBuffer? buffer) ? buffer : throw new InvalidOperationException("Packets are not given back.");
}

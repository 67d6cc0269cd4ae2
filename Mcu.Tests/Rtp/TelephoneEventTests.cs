using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtp;

/// <summary>DTMF by RFC 4733.</summary>
public sealed class TelephoneEventTests
{
    private const string Digits = "0123456789*#ABCD";

    private readonly List<char> digits = [];
    private TelephoneEventReceiver receiver = new();

    [SetUp]
    public void Begin()
    {
        digits.Clear();
        receiver = new TelephoneEventReceiver();
    }

    [Test]
    public void TryReceive_PressWithThreeEnds_IsOneDigit()
    {
        for (int i = 0; i < 5; i++)
        {
            Receive('5', 1000, isEnd: false, i * 20);
        }

        for (int i = 5; i < 8; i++)
        {
            Receive('5', 1000, isEnd: true, i * 20);
        }

        Assert.That(digits, Is.EqualTo("5"));
        Assert.That(receiver.Deadline, Is.EqualTo(Instant.Never));
    }

    [Test]
    public void TryReceive_SameDigitTwice_IsTwo()
    {
        Receive('1', 1000, isEnd: true, 0);
        Receive('1', 3000, isEnd: false, 100);
        Receive('1', 3000, isEnd: true, 120);
        Receive('1', 1000, isEnd: true, 130);
        Assert.That(digits, Is.EqualTo("11"));
    }

    [Test]
    public void TryExpire_EndLost_GivesTheDigitOnce()
    {
        Receive('*', 1000, isEnd: false, 0);
        Assert.That(receiver.TryExpire(Instant.FromMilliseconds(199), out _), Is.False);
        Assert.That(receiver.TryExpire(receiver.Deadline, out char digit), Is.True);
        Assert.That(digit, Is.EqualTo('*'));
        Receive('*', 1000, isEnd: true, 300);
        Assert.That(digits, Is.Empty);
    }

    [Test]
    public void TryReceive_NextPressAfterALostEnd_GivesBoth()
    {
        Receive('*', 1000, isEnd: false, 0);
        Receive('6', 3000, isEnd: true, 100);
        Receive('6', 3000, isEnd: true, 120);
        Assert.That(digits, Is.EqualTo("*6"));
    }

    [Test]
    public void TryReceive_NewSsrc_IsANewPress()
    {
        Receive('1', 1000, isEnd: true, 0);
        Receive('1', 1000, isEnd: true, 10, ssrc: 99);
        Assert.That(digits, Is.EqualTo("11"));
    }

    [TestCase(new byte[] { 1, 2, 3 })]
    [TestCase(new byte[] { 16, 0x80, 0, 0 })]
    [TestCase(new byte[] { })]
    public void TryReceive_NoDigit_IsNothing(byte[] payload)
    {
        RtpPacket packet = TestPackets.Parse(TestPackets.Rtp(1, 1, payload));
        Assert.That(receiver.TryReceive(packet, default, out _), Is.False);
    }

    [Test]
    public void TryReceive_AllDigits_AreTold()
    {
        for (int at = 0; at < Digits.Length; at++)
        {
            Receive(Digits[at], (uint)(1000 + (at * 800)), isEnd: true, at * 100);
        }

        Assert.That(digits, Is.EqualTo(Digits));
    }

    private void Receive(char digit, uint timestamp, bool isEnd, double ms, ushort duration = 160, uint ssrc = TestPackets.Ssrc)
    {
        byte[] payload = [(byte)Digits.IndexOf(digit, StringComparison.Ordinal), (byte)(isEnd ? 0x8A : 0x0A), (byte)(duration >> 8), (byte)duration];
        RtpPacket packet = TestPackets.Parse(TestPackets.Rtp(1, timestamp, payload, ssrc: ssrc));
        if (receiver.TryReceive(packet, Instant.FromMilliseconds(ms), out char got))
        {
            digits.Add(got);
        }
    }
}

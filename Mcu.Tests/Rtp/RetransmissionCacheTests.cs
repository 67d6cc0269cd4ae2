using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtp;

/// <summary>Answering NACKs.</summary>
public sealed class RetransmissionCacheTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);
    private readonly PacketPool pool = new(64);

    [Test]
    public void Answer_KeptPacket_IsTheSameBytes()
    {
        var cache = new RetransmissionCache(16);
        PacketBuffer sent = TestPackets.Buffer(pool, 7);
        cache.Keep(sent);
        Assert.That(Answer(cache, 7, 0, out PacketBuffer? copy), Is.EqualTo(RetransmissionResult.Resend));
        Assert.That(copy!.Span.SequenceEqual(sent.Span), Is.True);
        Assert.That(copy, Is.Not.SameAs(sent));
        copy.Return();
        cache.Clear();
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Answer_RepeatWithinARoundTrip_IsRefused()
    {
        var cache = new RetransmissionCache(16);
        cache.Keep(TestPackets.Buffer(pool, 7));
        Answer(cache, 7, 0, out PacketBuffer? first);
        Assert.That(Answer(cache, 7, 49, out _), Is.EqualTo(RetransmissionResult.TooSoon));
        Assert.That(Answer(cache, 7, 51, out PacketBuffer? second), Is.EqualTo(RetransmissionResult.Resend));
        first!.Return();
        second!.Return();
        cache.Clear();
    }

    [Test]
    public void Keep_MoreThanItHolds_ReturnsTheOldest()
    {
        var cache = new RetransmissionCache(16);
        for (ushort i = 65530; i != 20; i++)
        {
            cache.Keep(TestPackets.Buffer(pool, i));
        }

        Assert.That(pool.Rented, Is.EqualTo(16));
        Assert.That(Answer(cache, 65530, 0, out _), Is.EqualTo(RetransmissionResult.Unknown));
        cache.Clear();
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Answer_EmptyPool_SaysSo()
    {
        var small = new PacketPool(1);
        var cache = new RetransmissionCache(16);
        cache.Keep(TestPackets.Buffer(small, 1));
        Assert.That(cache.Answer(1, RoundTrip, default, small, out _), Is.EqualTo(RetransmissionResult.NoBuffer));
    }

    private RetransmissionResult Answer(RetransmissionCache cache, ushort sequence, double ms, out PacketBuffer? copy) =>
        cache.Answer(sequence, RoundTrip, Instant.FromMilliseconds(ms), pool, out copy);
}

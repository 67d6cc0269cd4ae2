using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Rtp;

/// <summary>The stations of a leg's way out together: line, pacer, cache, retransmission.</summary>
public sealed class SendPathTests
{
    private static readonly byte[] Payload = new byte[1000];

    [Test]
    public void LinePacerAndCache_Steady_AllocateNothingAndLoseNoBuffer()
    {
        var pool = new PacketPool(256);
        var line = new RtpStreamLine(RtpClock.Video, new SeededRandom(1));
        var pacer = new Pacer(4_000_000);
        var cache = new RetransmissionCache(32);
        double ms = 0;
        int units = 0;
        int resent = 0;
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++, units++, ms += 40)
            {
                Send(line, pacer, pool, Instant.FromMilliseconds(ms));
                resent += Leave(line, pacer, cache, pool, ms);
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(resent, Is.EqualTo(units), "one packet of each unit is asked for again");
        cache.Clear();
        pacer.Clear();
        Assert.That(pool.Rented, Is.Zero);
    }

    private static void Send(RtpStreamLine line, Pacer pacer, PacketPool pool, Instant now)
    {
        bool isAdmitted = pacer.AdmitUnit(10, isKeyFrame: false);
        for (int i = 0; i < 10 && isAdmitted && pool.TryRent(out PacketBuffer? packet); i++)
        {
            RtpHeader header = line.Next(96, i == 9, (uint)now.Nanoseconds, Payload.Length, now);
            packet.Length = RtpWriter.Write(packet.Bytes, header, Payload);
            pacer.TryEnqueue(packet);
        }
    }

    private static int Leave(RtpStreamLine line, Pacer pacer, RetransmissionCache cache, PacketPool pool, double ms)
    {
        for (int tick = 0; tick < 20; tick++)
        {
            while (pacer.TryDequeue(Instant.FromMilliseconds(ms + (2 * tick)), out PacketBuffer? packet))
            {
                cache.Keep(packet);
            }
        }

        var lost = (ushort)(line.NextSequence - 5);
        RetransmissionResult result = cache.Answer(lost, default, Instant.FromMilliseconds(ms + 38), pool, out PacketBuffer? copy);
        copy?.Return();
        return result == RetransmissionResult.Resend ? 1 : 0;
    }
}

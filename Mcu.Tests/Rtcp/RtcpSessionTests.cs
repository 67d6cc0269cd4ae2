using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Rtcp;

/// <summary>Reports between two ends.</summary>
public sealed class RtcpSessionTests
{
    private static readonly DateTimeOffset Wall = new(2025, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly ushort[] Lost = [1, 2, 3];

    private readonly byte[] datagram = new byte[RtcpSession.MaxLength];
    private readonly RecordingHandler events = new();
    private End a = new(1);
    private End b = new(2);

    [SetUp]
    public void Begin()
    {
        events.Heard.Clear();
        a = new End(1);
        b = new End(2);
    }

    [Test]
    public void Poll_OverAMinute_ReportsEachOneToFiveSeconds()
    {
        List<double> at = [];
        for (double ms = 0; ms < 60_000; ms += 10)
        {
            if (a.Session.Poll(Instant.FromMilliseconds(ms), datagram) > 0)
            {
                at.Add(ms);
            }
        }

        double[] gaps = [.. at.Zip(at.Skip(1), (x, y) => y - x)];
        Assert.That(gaps, Has.All.InRange(1000, 5000));
        Assert.That(at[0], Is.LessThan(1000));
    }

    [Test]
    public void Receive_ReportOnOurStream_GivesLossAndRoundTrip()
    {
        // 30 ms there, 20 ms back; every fifth packet lost.
        for (ushort i = 0; i <= 100; i++)
        {
            RtpHeader header = a.Line.Next(96, marker: false, i * 3600u, 1000, Instant.FromMilliseconds(i));
            if (i % 5 != 3)
            {
                b.Receive(header, Instant.FromMilliseconds(i + 30));
            }
        }

        int length = a.Session.Poll(Instant.FromMilliseconds(300), datagram);
        b.Session.Receive(datagram.AsSpan(0, length), Instant.FromMilliseconds(330), events);
        length = b.Session.Poll(Instant.FromMilliseconds(400), datagram);
        a.Session.Receive(datagram.AsSpan(0, length), Instant.FromMilliseconds(420), events);
        Assert.That(events.Heard, Is.EqualTo(new[] { "report 0.20 50" }));
        Assert.That(a.Session.RoundTrip.TotalMilliseconds, Is.EqualTo(50).Within(0.1));
    }

    [Test]
    public void Poll_AfterSending_IsASenderReportOfThatMoment()
    {
        RtpHeader header = a.Line.Next(96, marker: true, 0, 1000, Instant.FromMilliseconds(200));
        int length = a.Session.Poll(Instant.FromMilliseconds(300), datagram);
        var handler = new RecordingHandler();
        RtcpParser.Parse(datagram.AsSpan(0, length), handler);
        Assert.That(handler.Heard[0], Is.EqualTo($"SR {a.Line.Ssrc} {header.Timestamp + 9000} 1 1000"));
        Assert.That(handler.Heard[1], Is.EqualTo("cname mcu"));
    }

    [Test]
    public void NtpOf_SoundAndPictureOfOneMoment_Agree()
    {
        var sound = new RtpStreamLine(48000, new SeededRandom(5));
        RtpHeader picture = a.Line.Next(96, marker: true, 0, 1000, Instant.FromMilliseconds(1000));
        RtpHeader voice = sound.Next(111, marker: false, 0, 100, Instant.FromMilliseconds(1000));
        NtpTime seen = Report(a.Line, 3000).NtpOf(picture.Timestamp, 90000);
        NtpTime heard = Report(sound, 4321).NtpOf(voice.Timestamp, 48000);
        Assert.That((seen - heard).TotalMilliseconds, Is.Zero.Within(0.1));
    }

    [Test]
    public void Receive_Requests_BecomeEvents()
    {
        uint ours = a.Line.Ssrc;
        Instant now = Instant.FromMilliseconds(100);
        Send(b.Session.WritePli(ours, now, datagram));
        Send(b.Session.WriteFir(ours, 3, now, datagram));
        Send(b.Session.WriteFir(ours, 3, now, datagram));
        Send(b.Session.WriteNack(ours, [5, 9], now, datagram));
        Send(b.Session.WriteNack(ours + 1, [6], now, datagram));
        Send(b.Session.WriteBye(now, datagram));
        Assert.That(events.Heard, Is.EqualTo(new[]
        {
            "key frame", "key frame", "resend 5", "resend 9", $"left {b.Line.Ssrc}",
        }));

        void Send(int length) => a.Session.Receive(datagram.AsSpan(0, length), now, events);
    }

    [Test]
    public void Receive_FirThatNeverCounts_IsHeardOnceASecond()
    {
        for (double ms = 0; ms <= 2000; ms += 100)
        {
            Instant now = Instant.FromMilliseconds(ms);
            int length = b.Session.WriteFir(a.Line.Ssrc, 0, now, datagram);
            a.Session.Receive(datagram.AsSpan(0, length), now, events);
        }

        Assert.That(events.Heard, Is.EqualTo(new[] { "key frame", "key frame", "key frame" }));
    }

    [Test]
    public void Poll_AfterTmmbr_AnswersAtOnce()
    {
        Instant now = Instant.FromMilliseconds(10);
        byte[] tmmbr = Convert.FromHexString("83CD00040000000100000000" + a.Line.Ssrc.ToString("X8") + "12DC6C28");
        a.Session.Receive(tmmbr, now, events);
        Assert.That(events.Heard, Is.EqualTo(new[] { "limit Tmmbr 1500000" }));
        var handler = new RecordingHandler();
        RtcpParser.Parse(datagram.AsSpan(0, a.Session.Poll(now, datagram)), handler);
        Assert.That(handler.Heard, Has.Member("tmmbn 1 1500000"));
        Assert.That(a.Session.Poll(now, datagram), Is.Zero);
    }

    [Test]
    public void ReceiveAndPoll_Steady_AllocateNothing()
    {
        var quiet = new Quiet();
        double ms = 0;
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++, ms += 100)
            {
                Instant now = Instant.FromMilliseconds(ms);
                a.Line.Next(96, marker: true, (uint)i, 1000, now);
                int length = a.Session.Poll(now, datagram);
                length += length == 0 ? a.Session.WriteNack(7, Lost, now, datagram) : 0;
                b.Session.Receive(datagram.AsSpan(0, length), now, quiet);
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(b.Session.HeardAt, Is.GreaterThan(Instant.FromMilliseconds(0)));
    }

    private ReceivedSenderReport Report(RtpStreamLine line, double ms)
    {
        line.TrySnapshot(out SenderSnapshot sent);
        Instant at = Instant.FromMilliseconds(ms);
        return new ReceivedSenderReport(new SenderInfo(line.Ssrc, End.Clock.At(at), sent.TimestampAt(at, line.ClockRate), 1, 1), at);
    }

    private sealed class Quiet : IRtcpEvents;

    private sealed class End
    {
        public static readonly NtpClock Clock = new(Instant.FromMilliseconds(0), Wall);

        private readonly SsrcDemux demux = new(90000);

        public End(int seed)
        {
            Line = new RtpStreamLine(90000, new SeededRandom(seed));
            Session = new RtcpSession(Line, demux, Clock, "mcu", new SeededRandom(seed), Instant.FromMilliseconds(0));
        }

        public RtpStreamLine Line { get; }

        public RtcpSession Session { get; }

        public void Receive(RtpHeader header, Instant now)
        {
            byte[] bytes = TestPackets.Rtp(header.Sequence, header.Timestamp, [1], header.Marker, header.Ssrc);
            demux.Route(TestPackets.Parse(bytes), now, out _);
        }
    }
}

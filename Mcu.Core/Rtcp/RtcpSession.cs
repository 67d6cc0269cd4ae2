using System.Text;
using Mcu.Core.Randomness;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>
/// RTCP of one media line of one leg (RFC 3550 §6): reports out when due, reports in, round trip time. Sans-IO: it is
/// given datagrams and writes datagrams. One thread.
/// </summary>
public sealed class RtcpSession
{
    /// <summary>Room that any datagram of ours needs.</summary>
    public const int MaxLength = 1024;

    private const double MeanInterval = 2.5; // seconds; the random factor makes 1.25 to 3.75 of it
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SenderMemory = TimeSpan.FromSeconds(8);

    private readonly RtpStreamLine line;
    private readonly SsrcDemux demux;
    private readonly NtpClock clock;
    private readonly byte[] cname;
    private readonly IRandomSource random;
    private readonly RtcpInbox inbox;
    private Instant nextReport;

    /// <summary>A session.</summary>
    /// <param name="line">What we send; its SSRC is ours even if nothing is sent.</param>
    /// <param name="demux">What we receive.</param>
    /// <param name="clock">The node's NTP mapping.</param>
    /// <param name="cname">Our canonical name, the same for sound and picture of a leg; at most 255 bytes.</param>
    /// <param name="random">Spreads the reports.</param>
    /// <param name="now">The present.</param>
    public RtcpSession(RtpStreamLine line, SsrcDemux demux, NtpClock clock, string cname, IRandomSource random, Instant now)
    {
        this.line = line;
        this.demux = demux;
        this.clock = clock;
        this.cname = Encoding.UTF8.GetBytes(cname);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(this.cname.Length, 255, nameof(cname));
        this.random = random;
        inbox = new RtcpInbox(line, clock);
        nextReport = now + FirstAfter;
    }

    /// <summary>When <see cref="Poll"/> has something to send.</summary>
    public Instant Deadline => inbox.OwesTmmbn ? Instant.Distant : nextReport;

    /// <summary>The newest round trip time; zero before one is known.</summary>
    public TimeSpan RoundTrip => inbox.RoundTrip;

    /// <summary>The peer's sender reports, for lip sync.</summary>
    public SenderReportLog SenderReports => inbox.SenderReports;

    /// <summary>When the peer's last RTCP came.</summary>
    public Instant HeardAt { get; private set; } = Instant.Distant;

    /// <summary>Reads a datagram and tells <paramref name="events"/> what it means.</summary>
    public RtcpParseError Receive(ReadOnlySpan<byte> datagram, Instant now, IRtcpEvents events)
    {
        inbox.Begin(now, events);
        RtcpParseError error = RtcpParser.Parse(datagram, inbox);
        HeardAt = error is RtcpParseError.None or RtcpParseError.Block ? now : HeardAt;
        return error;
    }

    /// <summary>Writes the report or notification that is due; 0 when none is.</summary>
    public int Poll(Instant now, Span<byte> datagram)
    {
        if (now < Deadline)
        {
            return 0;
        }

        var writer = new RtcpWriter(datagram);
        if (now >= nextReport)
        {
            Span<ReportBlock> blocks = stackalloc ReportBlock[SsrcDemux.Capacity];
            WriteReport(ref writer, blocks[..CollectBlocks(blocks, now)], now);
            nextReport = now + TimeSpan.FromSeconds(MeanInterval * (0.5 + random.NextDouble()));
        }
        else
        {
            WriteReport(ref writer, [], now);
        }

        if (inbox.TryTakeTmmbn(out BitRateLimit limit))
        {
            writer.Tmmbn(line.Ssrc, limit);
        }

        return writer.Length;
    }

    /// <summary>Writes a compound with a PLI for a stream that we receive; returns its length.</summary>
    public int WritePli(uint mediaSsrc, Instant now, Span<byte> datagram)
    {
        RtcpWriter writer = BeginFeedback(datagram, now);
        writer.Pli(line.Ssrc, mediaSsrc);
        return writer.Length;
    }

    /// <summary>Writes a compound with a FIR; <paramref name="sequence"/> is <see cref="KeyFrameRequester.FirSequence"/>.</summary>
    public int WriteFir(uint mediaSsrc, byte sequence, Instant now, Span<byte> datagram)
    {
        RtcpWriter writer = BeginFeedback(datagram, now);
        writer.Fir(line.Ssrc, mediaSsrc, sequence);
        return writer.Length;
    }

    /// <summary>Writes a compound with a NACK of at most 128 sequence numbers in rising order; returns its length.</summary>
    public int WriteNack(uint mediaSsrc, ReadOnlySpan<ushort> sequences, Instant now, Span<byte> datagram)
    {
        RtcpWriter writer = BeginFeedback(datagram, now);
        writer.Nack(line.Ssrc, mediaSsrc, sequences[..Math.Min(sequences.Length, 128)]);
        return writer.Length;
    }

    /// <summary>Writes the compound that ends the session; returns its length.</summary>
    public int WriteBye(Instant now, Span<byte> datagram)
    {
        RtcpWriter writer = BeginFeedback(datagram, now);
        writer.Bye(line.Ssrc);
        return writer.Length;
    }

    // A compound begins with a report and a CNAME (RFC 3550 §6.1); between the regular ones it has no blocks, since each
    // block ends an interval of loss.
    private RtcpWriter BeginFeedback(Span<byte> datagram, Instant now)
    {
        var writer = new RtcpWriter(datagram);
        WriteReport(ref writer, [], now);
        return writer;
    }

    private void WriteReport(ref RtcpWriter writer, scoped ReadOnlySpan<ReportBlock> blocks, Instant now)
    {
        if (line.TrySnapshot(out SenderSnapshot sent) && now - sent.CapturedAt < SenderMemory)
        {
            uint timestamp = sent.TimestampAt(now, line.ClockRate);
            writer.SenderReport(new SenderInfo(line.Ssrc, clock.At(now), timestamp, sent.Packets, sent.Octets), blocks);
        }
        else
        {
            writer.ReceiverReport(line.Ssrc, blocks);
        }

        writer.Cname(line.Ssrc, cname);
    }

    private int CollectBlocks(Span<ReportBlock> blocks, Instant now)
    {
        int count = 0;
        foreach (SsrcStream stream in demux.Streams)
        {
            if (stream.State is SsrcState.Active or SsrcState.Retired && now - stream.HeardAt < SenderMemory)
            {
                blocks[count++] = BlockOf(stream, now);
            }
        }

        return count;
    }

    private ReportBlock BlockOf(SsrcStream stream, Instant now)
    {
        ReceiveStatistics it = stream.Log.TakeReport();
        (uint last, uint delay) = (0, 0);
        if (SenderReports.TryGet(stream.Ssrc, out ReceivedSenderReport report))
        {
            last = report.Info.Ntp.Middle;
            delay = (uint)RtpClock.Units(now - report.ReceivedAt, 65536);
        }

        return new ReportBlock(stream.Ssrc, it.FractionLost, it.CumulativeLost, it.HighestSequence, it.Jitter, last, delay);
    }
}

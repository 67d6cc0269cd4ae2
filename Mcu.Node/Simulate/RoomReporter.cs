using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Simulate.Media;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate;

/// <summary>Gathers a room's measurements from the loops' counters.</summary>
internal sealed class RoomReporter(SimulatedRoom room, VideoWatch watch, VideoWatch slides, SoundProbe probe, RoomMedia? media, FleetOptions options)
{
    /// <summary>The room's report as of now.</summary>
    public RoomReport Report(Instant now)
    {
        Instant firstPicture = watch.Inspector is { } inspector ? inspector.FirstAt : watch.Log.FirstKeyFrameAt;
        Instant firstSound = media?.Audio?.FirstPacketAt ?? Instant.Never;
        (int freezes, TimeSpan longest) = watch.Rhythm.Freezes(now);
        HistogramSummary latency = watch.Inspector?.Latency.Summarize() ?? default;
        HistogramSummary packetLatency = watch.Inspector?.PacketLatency.Summarize() ?? default;
        (int width, int height) = watch.Inspector?.Size ?? default;
        var report = new RoomReport
        {
            Room = room.Plan,
            State = room.State,
            SipStatus = room.SipStatus,
            Answered = Since(room.AnsweredAt),
            FirstPacket = Since(Instant.Earlier(firstSound, watch.Log.FirstPacketAt)),
            FirstPicture = Since(firstPicture),
            VideoCodec = media?.Video is null ? null : options.VideoCodec,
            Width = width,
            Height = height,
            FramesPerSecond = watch.Rhythm.FramesPerSecond(now),
            Freezes = freezes,
            LongestFreeze = longest,
            VideoKilobitsPerSecond = Kilobits(watch.Log.Octets, watch.Rhythm.End(now) - watch.Log.FirstPacketAt),
            VideoLossPercent = LossOf(media?.Video?.Demux),
            AudioLossPercent = LossOf(media?.Audio?.Demux),
            LoudestDbfs = probe.LoudestDbfs,
            TurnsExpected = probe.TurnsExpected,
            TurnsHeard = probe.TurnsHeard,
            OwnVoiceDb = probe.OwnWindows == 0 ? null : probe.OwnDbfs - PilotTones.SentDbfs,
            RoomsSeen = watch.Inspector?.RoomsSeen ?? 0,
            Latency = latency.Count == 0 ? null : latency.P50,
            LatencyP99 = latency.Count == 0 ? null : latency.P99,
            PacketLatency = packetLatency.Count == 0 ? null : packetLatency.P50,
            PacketLatencyP99 = packetLatency.Count == 0 ? null : packetLatency.P99,
            FirstSlide = Since(slides.Log.FirstKeyFrameAt),
            KeyFrames = watch.Log.KeyFrames,
            KeyFrameRequests = media?.Video?.KeyFrameRequests ?? 0,
            RoundTrip = media?.Video?.RoundTripMs is >= 0 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        };
        return report with { Failed = RoomJudge.Judge(report, options.Limits, options.FramesPerSecond) };
    }

    private static double Kilobits(long octets, TimeSpan time) => time > TimeSpan.Zero ? octets * 8 / time.TotalMilliseconds : 0;

    private static double LossOf(SsrcDemux? demux) =>
        demux?.Active?.Log is { Expected: > 0 } log ? 100.0 * Math.Max(0, log.Lost) / log.Expected : 0;

    private TimeSpan? Since(Instant at) => at == Instant.Never || room.InvitedAt == Instant.Never ? null : at - room.InvitedAt;
}

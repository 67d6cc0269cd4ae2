using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Control;
using Mcu.Node.Media;

namespace Mcu.Node.Conferences;

/// <summary>Measures what goes through a call, once a second, from the counters of its streams.</summary>
public sealed class SiteMeter
{
    private readonly Rate audioIn = new();
    private readonly Rate audioOut = new();
    private readonly Rate videoIn = new();
    private readonly Rate videoOut = new();

    /// <summary>Takes the counters; call about once a second.</summary>
    public void Sample(MediaLeg leg, Instant now)
    {
        if (leg.Audio is { } audio)
        {
            audioIn.Sample(audio.Receive.Octets, audio.Receive.Packets, LostOf(audio), now);
            audioOut.Sample(SentOctets(audio.Leg.Line), 0, 0, now);
        }

        if (leg.Video is { } video)
        {
            videoIn.Sample(video.Receive.Octets, video.Receive.Packets, LostOf(video), now, video.Receive.Units);
            videoOut.Sample(video.Send.Octets, 0, 0, now, video.Send.Pictures);
        }
    }

    /// <summary>The site's sound towards us over the last second.</summary>
    public StreamInfo? AudioIn(MediaLeg leg) =>
        leg.Audio is { } audio ? Info(RtpNames.Of(audio.Format.Receive.Codec), audioIn, audioIn.LossPercent, JitterOf(audio)) : null;

    /// <summary>Our sound towards the site.</summary>
    public StreamInfo? AudioOut(MediaLeg leg) =>
        leg.Audio is { } audio ? Info(RtpNames.Of(audio.Format.Send.Codec), audioOut, audio.PeerLoss * 100, audio.PeerJitterMs) : null;

    /// <summary>The site's picture towards us.</summary>
    public StreamInfo? VideoIn(MediaLeg leg)
    {
        if (leg.Video is not { } video || video.Receive.Packets == 0)
        {
            return null;
        }

        (int width, int height) = video.Receive.Size;
        return Info(RtpNames.Of(video.Format.Codec), videoIn, videoIn.LossPercent, JitterOf(video)) with { Width = width, Height = height };
    }

    /// <summary>Our picture towards the site, of the size given.</summary>
    public StreamInfo? VideoOut(MediaLeg leg, int width, int height) => leg.Video is { } video
        ? Info(RtpNames.Of(video.Format.Codec), videoOut, video.PeerLoss * 100, video.PeerJitterMs) with { Width = width, Height = height }
        : null;

    private static StreamInfo Info(string codec, Rate rate, double lossPercent, double jitterMs) =>
        new(codec, 0, 0, rate.FramesPerSecond, rate.KilobitsPerSecond, lossPercent, jitterMs);

    private static long LostOf(MediaStream stream) => Math.Max(0, stream.Demux.Active?.Log.Lost ?? 0);

    private static double JitterOf(MediaStream stream) => stream.Demux.Active?.Log.JitterTime.TotalMilliseconds ?? 0;

    private static long SentOctets(RtpStreamLine line) => line.TrySnapshot(out SenderSnapshot sent) ? sent.Octets : 0;

    /// <summary>Differences of counters over time.</summary>
    private sealed class Rate
    {
        private const int RtpHeader = 12;
        private long octets;
        private long packets;
        private long lost;
        private long frames;
        private Instant at = Instant.Distant;

        public double KilobitsPerSecond { get; private set; }

        public double FramesPerSecond { get; private set; }

        public double LossPercent { get; private set; }

        public void Sample(long octetsNow, long packetsNow, long lostNow, Instant now, long framesNow = 0)
        {
            double seconds = (now - at).TotalSeconds;
            long received = packetsNow - packets;
            long missing = Math.Max(0, lostNow - lost);
            bool isFirst = at == Instant.Distant || octetsNow < octets || packetsNow < packets || framesNow < frames; // another leg counts anew
            KilobitsPerSecond = isFirst ? 0 : (octetsNow - octets + (received * RtpHeader)) * 8 / seconds / 1000;
            FramesPerSecond = isFirst ? 0 : (framesNow - frames) / seconds;
            LossPercent = isFirst || received + missing == 0 ? 0 : 100.0 * missing / (received + missing);
            (octets, packets, lost, frames, at) = (octetsNow, packetsNow, lostNow, framesNow, now);
        }
    }
}

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
    private readonly Rate slidesIn = new();
    private readonly Rate slidesOut = new();

    /// <summary>Takes the counters; call about once a second.</summary>
    public void Sample(MediaLeg leg, SlidesLeg? slides, Instant now)
    {
        if (leg.Audio is { } audio)
        {
            audioIn.Sample(audio.Receive.Octets, audio.Receive.Packets, LostOf(audio), now);
            audioOut.Sample(SentOctets(audio.Leg.Line), 0, 0, now);
        }

        Sample(leg.Video, videoIn, videoOut, now);
        Sample(slides?.Stream, slidesIn, slidesOut, now);
    }

    /// <summary>The site's sound towards us over the last second.</summary>
    public StreamInfo? AudioIn(MediaLeg leg) =>
        leg.Audio is { } audio ? Info(RtpNames.Of(audio.Format.Receive.Codec), audioIn, audioIn.LossPercent, JitterOf(audio)) : null;

    /// <summary>Our sound towards the site.</summary>
    public StreamInfo? AudioOut(MediaLeg leg) =>
        leg.Audio is { } audio ? Info(RtpNames.Of(audio.Format.Send.Codec), audioOut, audio.PeerLoss * 100, audio.PeerJitterMs) : null;

    /// <summary>The site's picture towards us.</summary>
    public StreamInfo? VideoIn(MediaLeg leg) => leg.Video is { } video ? In(video, videoIn) : null;

    /// <summary>Our picture towards the site, of the size given.</summary>
    public StreamInfo? VideoOut(MediaLeg leg, int width, int height) => leg.Video is { } video ? Out(video, videoOut, width, height) : null;

    /// <summary>The site's slides towards us.</summary>
    public StreamInfo? SlidesIn(SlidesLeg slides) => In(slides.Stream, slidesIn);

    /// <summary>Slides towards the site, of the size given; none before the first.</summary>
    public StreamInfo? SlidesOut(SlidesLeg slides, int width, int height) =>
        slides.Stream.Send.Pictures == 0 ? null : Out(slides.Stream, slidesOut, width, height);

    private static void Sample(VideoStream? stream, Rate incoming, Rate outgoing, Instant now)
    {
        if (stream is not null)
        {
            incoming.Sample(stream.Receive.Octets, stream.Receive.Packets, LostOf(stream), now, stream.Receive.Units);
            outgoing.Sample(stream.Send.Octets, 0, 0, now, stream.Send.Pictures);
        }
    }

    private static StreamInfo? In(VideoStream stream, Rate rate)
    {
        if (stream.Receive.Packets == 0)
        {
            return null;
        }

        (int width, int height) = stream.Receive.Size;
        return Info(RtpNames.Of(stream.Format.Codec), rate, rate.LossPercent, JitterOf(stream)) with { Width = width, Height = height };
    }

    private static StreamInfo Out(VideoStream stream, Rate rate, int width, int height) =>
        Info(RtpNames.Of(stream.Format.Codec), rate, stream.PeerLoss * 100, stream.PeerJitterMs) with { Width = width, Height = height };

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

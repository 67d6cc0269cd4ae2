namespace Mcu.Core.Jitter;

/// <summary>
/// What the arrivals say: where each packet belongs in the stream, how long the quickest take, and so how long to hold
/// sound back. All in samples at 48 kHz.
/// </summary>
internal sealed class PlayoutTimeline(PlayoutOptions options, int samplesPerTimestampUnit)
{
    private const double StallSamples = 24000; // a packet that is half a second late begins the timeline anew
    private const double DtxStallSamples = 2400; // after a DTX packet a late one was sent late: timestamps that stand
    private const double UnplayableSamples = 4800;
    private const double SettleSamples = 48000; // a new baseline is too high until a quick packet has come
    private readonly MediaClock clock = new(samplesPerTimestampUnit);
    private readonly TransitBaseline baseline = new();
    private readonly DelayTarget target = new(options);
    private readonly double latest = options.MaximumDelayMs * 48;
    private double unplayableSince = double.NaN;
    private double settledAt;
    private double lastArrival;
    private bool started;
    private bool afterDtx;

    /// <summary>Transit time of the quickest packets.</summary>
    public double Baseline => baseline.Value;

    /// <summary>How long the quickest packets are to wait.</summary>
    public double Target => target.Samples;

    /// <summary>The target is not on its way down.</summary>
    public bool IsSteady => !target.IsFalling;

    /// <summary>How much faster the sender's clock runs than ours (1 is twice as fast).</summary>
    public double Drift { get; set; }

    /// <summary>How often the timeline had to be moved.</summary>
    public long Moves { get; private set; }

    /// <summary>Another stream comes, by the same way: what is known of the jitter is kept.</summary>
    public void Restart()
    {
        (started, afterDtx) = (false, false);
        unplayableSince = double.NaN;
        clock.Reset();
    }

    /// <summary>Once per frame of the mixer.</summary>
    public void Advance(int samples) => target.Advance(samples);

    /// <summary>Takes in a packet; returns where in the stream it begins.</summary>
    public long Place(long sequence, uint timestamp, int duration, double arrival, bool isDtx)
    {
        bool newest = clock.IsNewest(sequence);
        long media = clock.Place(sequence, timestamp, duration, arrival);
        double stall = afterDtx ? DtxStallSamples : StallSamples;
        afterDtx = newest ? isDtx : afterDtx;
        if (started && newest && arrival - media - Baseline > stall)
        {
            media = (long)(arrival - Baseline);
            clock.MoveTo(media);
            BeginBaseline(arrival);
            Moves += stall == StallSamples ? 1 : 0;
        }

        Observe(arrival - media, arrival, duration);
        return media;
    }

    private void Observe(double transit, double arrival, int duration)
    {
        if (!started)
        {
            BeginBaseline(arrival);
        }

        started = true;
        double moved = baseline.Observe(transit, arrival);
        if (arrival >= settledAt)
        {
            target.Rebase(moved + (Drift * (arrival - lastArrival))); // drift moves it too, and is not jitter
        }

        lastArrival = arrival;

        AcceptSlowerRoute(transit, arrival);
        target.Observe(transit - Baseline, duration);
    }

    private void BeginBaseline(double arrival)
    {
        baseline.Reset();
        settledAt = arrival + SettleSamples;
    }

    // Packets that are all later than may be waited for come by a slower route; the old baseline would keep the stream
    // silent until it is forgotten (janus-gateway#3353).
    private void AcceptSlowerRoute(double transit, double arrival)
    {
        if (transit - Baseline <= latest)
        {
            unplayableSince = double.NaN;
        }
        else if (double.IsNaN(unplayableSince))
        {
            unplayableSince = arrival;
        }
        else if (arrival - unplayableSince >= UnplayableSamples)
        {
            unplayableSince = double.NaN;
            BeginBaseline(arrival);
            target.Rebase(baseline.Observe(transit, arrival));
            Moves++;
        }
    }
}

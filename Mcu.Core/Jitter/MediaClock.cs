namespace Mcu.Core.Jitter;

/// <summary>
/// Places packets on the stream's own timeline, in samples at 48 kHz. Sequence and duration decide, since Opus and
/// G.722 senders are known whose timestamps step wrongly; timestamps are believed only where they have proved right,
/// and then tell a pause (DTX) from nothing at all.
/// </summary>
internal sealed class MediaClock(int samplesPerTimestampUnit)
{
    private const int Trusted = 5;
    private const int MostTrust = 50;
    private const int Distrust = 10;
    private const double PlausibleSamples = 24000; // half a second between the pause by timestamps and by arrival
    private bool started;
    private int trust;
    private long sequence;
    private uint timestamp;
    private long media;
    private int duration;
    private double arrival;

    /// <summary>Begins anew with the next packet.</summary>
    public void Reset() => (started, trust) = (false, Trusted);

    /// <summary>Where the packet begins. <paramref name="at"/>: its arrival, in samples at 48 kHz.</summary>
    public long Place(long newSequence, uint newTimestamp, int newDuration, double at)
    {
        if (!IsNewest(newSequence))
        {
            return PlaceOlder(newSequence, newTimestamp, newDuration);
        }

        long place = started ? PlaceNewer(newSequence, newTimestamp, at) : (long)at;
        started = true;
        (sequence, timestamp, media, duration, arrival) = (newSequence, newTimestamp, place, newDuration, at);
        return place;
    }

    /// <summary>Is this packet beyond all others?</summary>
    public bool IsNewest(long newSequence) => !started || newSequence > sequence;

    /// <summary>Moves the timeline: the newest packet begins here after all.</summary>
    public void MoveTo(long place) => media = place;

    private long PlaceOlder(long newSequence, uint newTimestamp, int newDuration)
    {
        long bySequence = media - ((sequence - newSequence) * newDuration);
        long byTimestamp = media + ((long)(int)(newTimestamp - timestamp) * samplesPerTimestampUnit);
        return trust >= Trusted && byTimestamp < bySequence ? byTimestamp : bySequence;
    }

    private long PlaceNewer(long newSequence, uint newTimestamp, double at)
    {
        long bySequence = media + ((newSequence - sequence) * duration);
        long byTimestamp = media + ((long)(int)(newTimestamp - timestamp) * samplesPerTimestampUnit);
        bool plausible = Math.Abs(byTimestamp - media - (at - arrival)) < PlausibleSamples;
        if (newSequence == sequence + 1)
        {
            Judge(byTimestamp == bySequence, at - arrival);
        }

        return trust >= Trusted && plausible && byTimestamp > bySequence ? byTimestamp : bySequence;
    }

    // A wrong step counts only where no pause can explain it.
    private void Judge(bool right, double gap)
    {
        if (right)
        {
            trust = Math.Min(trust + 1, MostTrust);
        }
        else if (gap < 2 * duration)
        {
            trust = Math.Max(0, trust - Distrust);
        }
    }
}

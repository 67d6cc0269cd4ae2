using Mcu.Core.Codecs;
using Mcu.Core.Mixing;

namespace Mcu.Core.Jitter;

/// <summary>
/// Turns the queue into an unbroken line of samples: decodes what is there, recovers or conceals what is not, and holds
/// or skips where the delay is not what it should be. Positions are samples of the stream's timeline.
/// </summary>
internal sealed class PlayoutSource(IAudioDecoder decoder, PlayoutQueue queue, PlayoutTimeline timeline, PlayoutCounters counters)
{
    private const int LongestPacket = 5760;
    private const int Chunk = 480;
    private const int Grain = 120; // codecs conceal in units of 2.5 ms
    private const int ComfortAfter = 24000; // what stays away so long has stopped, rather than been lost
    private readonly Concealment concealment = new(decoder);
    private long next; // the position after the last sample in the FIFO
    private long lastTaken;
    private bool fresh = true; // nothing of this stream has been played yet
    private bool silent = true; // nothing at all has been played yet
    private bool isDtx;

    /// <summary>Decoded samples, in order.</summary>
    public SampleFifo Fifo { get; } = new();

    /// <summary>The worst that has gone into the FIFO since this was last set.</summary>
    public PlayoutState State { get; set; }

    /// <summary>Packets are being played, at this moment.</summary>
    public bool IsPlaying => !fresh && concealment.Run == 0;

    /// <summary>A whole packet follows without a gap.</summary>
    public bool CanDecode => IsPlaying && queue.TryPeek(out QueuedAudio audio) && audio.Media <= next;

    /// <summary>Another stream begins.</summary>
    public void Restart() => (fresh, isDtx) = (true, false);

    /// <summary>How long the quickest packets wait, in samples, if the FIFO is played from this moment on.</summary>
    public double DelayAt(double moment) => moment - (next - Fifo.Count) - timeline.Baseline;

    /// <summary>Adds samples until so many wait.</summary>
    public void FillTo(int count, double moment)
    {
        while (Fifo.Count < count)
        {
            Step(moment);
        }
    }

    /// <summary>Decodes, recovers or conceals the next piece.</summary>
    public void Step(double moment)
    {
        if (!queue.TryPeek(out QueuedAudio audio))
        {
            Hold();
            return;
        }

        CorrectDelay(audio, moment);
        if (audio.End <= next)
        {
            counters.Late++;
            Take(audio);
        }
        else if (audio.Media > next)
        {
            Bridge(audio, moment);
        }
        else
        {
            Decode(audio);
        }
    }

    // Where sound is interrupted anyway, the delay is set right at no cost: exactly, where a new spurt begins; by making
    // the gap as long as what has been filled in, where something was lost; by skipping, where too much would wait.
    private void CorrectDelay(in QueuedAudio audio, double moment)
    {
        if (!fresh && concealment.Run == 0)
        {
            return;
        }

        double excess = DelayAt(moment) - timeline.Target;
        long gap = audio.Media - next;
        if (fresh || concealment.Run >= Concealment.FadeStarts || excess > AudioFrame.Samples)
        {
            next += (long)excess;
        }
        else if (gap > 0 && excess > 0)
        {
            next += Math.Min(gap, (long)excess);
        }

        gap = Math.Max(0, audio.Media - next);
        next += gap - ((gap + (Grain / 2)) / Grain * Grain);
    }

    // Time passes and the stream's position does not: whatever comes will have waited longer.
    private void Hold()
    {
        bool stopped = isDtx || fresh || concealment.Run >= ComfortAfter;
        Fill(Chunk, stopped);
    }

    private void Bridge(in QueuedAudio audio, double moment)
    {
        long gap = audio.Media - next;
        if (fresh || audio.Sequence == lastTaken + 1)
        {
            next += Fill((int)Math.Min(gap, Chunk), isComfort: true);
        }
        else if (DelayAt(moment) + Chunk <= timeline.Target && concealment.Run < Concealment.FadeStarts)
        {
            Hold(); // it may yet come, and the delay has to grow
        }
        else if (gap <= audio.Duration && Recover(audio, (int)gap))
        {
            next += gap;
        }
        else
        {
            long chunk = gap > audio.Duration ? Math.Min(Chunk, gap - audio.Duration) : Math.Min(Chunk, gap);
            next += Fill((int)chunk, isComfort: false);
        }
    }

    // All of the lost packet comes back at once; what has been filled in for its beginning already is left out.
    private bool Recover(in QueuedAudio audio, int gap)
    {
        if (!decoder.TryRecover(audio.Packet.Payload, Fifo.Extend(audio.Duration)))
        {
            Fifo.Truncate(audio.Duration);
            return false;
        }

        Fifo.Remove(Fifo.Count - audio.Duration, audio.Duration - gap);
        EndInterruption(gap, skipped: true);
        counters.Recovered++;
        return true;
    }

    private void Decode(in QueuedAudio audio)
    {
        int skip = (int)(next - audio.Media);
        int decoded = decoder.Decode(audio.Packet.Payload, Fifo.Extend(LongestPacket));
        Fifo.Truncate(LongestPacket - Math.Max(0, decoded));
        isDtx = audio.IsDtx;
        Take(audio);
        next = audio.End;
        if (decoded <= 0)
        {
            counters.Invalid++;
            Fill(audio.Duration - skip, isComfort: false);
            return;
        }

        skip = Math.Min(skip, decoded);
        Fifo.Remove(Fifo.Count - decoded, skip);
        EndInterruption(decoded - skip, skip > 0);
        State = isDtx && State == PlayoutState.Playing ? PlayoutState.Comfort : State;
    }

    private void EndInterruption(int count, bool skipped)
    {
        if (count > 0 && (skipped || !IsPlaying))
        {
            Fifo.Join(count);
        }

        concealment.End(Fifo.Unread[^count..], isDtx);
        fresh = silent = false;
    }

    private int Fill(int count, bool isComfort)
    {
        bool begins = !silent && concealment.Run == 0;
        if (silent)
        {
            Fifo.Extend(count).Clear();
        }
        else
        {
            concealment.Fill(Fifo.Extend(count), isDtx);
        }

        if (begins)
        {
            Fifo.Join(count);
        }

        Note(count, isComfort);
        return count;
    }

    private void Note(int count, bool isComfort)
    {
        if (silent || concealment.Run == Concealment.SilenceAt)
        {
            State = PlayoutState.Idle;
            return;
        }

        State = isComfort ? PlayoutState.Comfort : PlayoutState.Concealing;
        counters.ConcealedSamples += isComfort ? 0 : count;
    }

    private void Take(in QueuedAudio audio)
    {
        if (!fresh)
        {
            counters.Lost += audio.Sequence - lastTaken - 1;
        }

        lastTaken = audio.Sequence;
        queue.Pop();
    }
}

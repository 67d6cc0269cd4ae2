using Mcu.Core.Codecs;
using Mcu.Core.Mixing;
using Mcu.Core.Time;

namespace Mcu.Core.Jitter;

/// <summary>
/// Makes an even stream of sound from the packets of one sender: puts them in order, holds them back as long as the
/// network's jitter asks for, conceals what is lost and follows the sender's clock. Belongs to the audio loop; in
/// steady state it allocates nothing. Memory is bounded: it never holds more than 128 packets.
/// </summary>
public sealed class PlayoutBuffer : IDisposable
{
    private const double TooFarSamples = 18 * AudioFrame.SamplesPerMillisecond; // beyond this, resampling is too slow
    private const double ForceSamples = 60 * AudioFrame.SamplesPerMillisecond;
    private const int LongestPacket = 5760;
    private const int ReorderAtStart = 16;
    private readonly IAudioDecoder decoder;
    private readonly PlayoutTimeline timeline;
    private readonly PlayoutQueue queue = new();
    private readonly PlayoutSource source;
    private readonly PlayoutCounters counters = new();
    private readonly SequenceTracker sequences = new();
    private readonly FractionalResampler resampler = new();
    private readonly DriftController drift = new();
    private Instant epoch;
    private uint ssrc;
    private bool started;
    private double delay;

    /// <summary>Takes the decoder over, and disposes of it in the end.</summary>
    public PlayoutBuffer(IAudioDecoder decoder, PlayoutOptions? options = null)
    {
        this.decoder = decoder;
        timeline = new(options ?? new(), decoder.Codec == AudioCodec.Opus ? 1 : 6); // G.722 too: RFC 3551 §4.5.2
        source = new(decoder, queue, timeline, counters);
    }

    /// <summary>Counters since the start, and the gauges of now.</summary>
    public PlayoutStatistics Statistics => new()
    {
        DelayMs = delay / AudioFrame.SamplesPerMillisecond,
        TargetMs = timeline.Target / AudioFrame.SamplesPerMillisecond,
        DriftPpm = drift.Drift * 1e6,
        Received = counters.Received,
        Late = counters.Late,
        Lost = counters.Lost,
        Duplicates = counters.Duplicates,
        Invalid = counters.Invalid,
        Flooded = counters.Flooded,
        Recovered = counters.Recovered,
        ConcealedMs = (double)counters.ConcealedSamples / AudioFrame.SamplesPerMillisecond,
        Resyncs = counters.Restarts + timeline.Moves,
    };

    /// <summary>Takes a packet in, and owns its buffer from now on.</summary>
    public void Push(in AudioPacket packet, Instant arrival)
    {
        if (!TryQueue(packet, arrival))
        {
            packet.Buffer.Return();
        }
    }

    /// <summary>Fills exactly 960 samples at 48 kHz, to be played now. Call it every 20 ms, whether packets came or not.</summary>
    public PlayoutState Pull(Span<float> pcm, Instant now)
    {
        if (!started)
        {
            pcm.Clear();
            return PlayoutState.Idle;
        }

        double moment = SamplesAt(now);
        source.State = PlayoutState.Playing;
        timeline.Advance(pcm.Length);
        source.FillTo(resampler.InputFor(pcm.Length, drift.Speed), moment);
        if (source.IsPlaying)
        {
            SteerDelay(pcm.Length, moment);
        }

        resampler.Read(source.Fifo, pcm, drift.Speed);
        return source.State;
    }

    /// <summary>Returns all buffers, and frees the decoder.</summary>
    public void Dispose()
    {
        queue.Reset(0);
        decoder.Dispose();
    }

    private void SteerDelay(int frame, double moment)
    {
        double error = source.DelayAt(moment) - timeline.Target;
        if (error > TooFarSamples)
        {
            Shorten(frame, moment, error > ForceSamples);
        }
        else if (error < -TooFarSamples && source.Fifo.Count >= TimeScaler.Needed)
        {
            TimeScaler.TryLengthen(source.Fifo, error < -ForceSamples);
        }

        delay = source.DelayAt(moment);
        drift.Update(delay - timeline.Target, frame, timeline.IsSteady);
        timeline.Drift = drift.Drift;
        source.FillTo(resampler.InputFor(frame, drift.Speed), moment);
    }

    private void Shorten(int frame, double moment, bool force)
    {
        while (source.Fifo.Count < frame + TimeScaler.Needed && source.CanDecode)
        {
            source.Step(moment);
        }

        if (source.Fifo.Count >= TimeScaler.Needed)
        {
            TimeScaler.TryShorten(source.Fifo, force);
        }
    }

    private bool TryQueue(in AudioPacket packet, Instant arrival)
    {
        counters.Received++;
        int duration = decoder.DurationOf(packet.Payload);
        if (duration is <= 0 or > LongestPacket || !TryExtend(packet, arrival, out long sequence))
        {
            counters.Invalid++;
            return false;
        }

        if (queue.HasSeen(sequence))
        {
            counters.Duplicates++;
            return false;
        }

        long media = timeline.Place(sequence, packet.Timestamp, duration, SamplesAt(arrival), IsDtx(packet));
        QueueResult result = queue.TryAdd(new(packet, sequence, media, duration, IsDtx(packet)), out int flooded);
        counters.Flooded += flooded;
        counters.Late += result == QueueResult.Late ? 1 : 0;
        counters.Lost -= result == QueueResult.Late && counters.Lost > 0 ? 1 : 0;
        return result == QueueResult.Queued;
    }

    // RFC 6716 §2.1.9: a TOC byte, and at most one more.
    private bool IsDtx(in AudioPacket packet) => decoder.Codec == AudioCodec.Opus && packet.Length <= 2;

    private bool TryExtend(in AudioPacket packet, Instant arrival, out long sequence)
    {
        sequence = 0;
        SequenceFit fit = started && packet.Ssrc == ssrc ? sequences.Extend(packet.Sequence, out sequence) : SequenceFit.Restart;
        if (fit == SequenceFit.Restart)
        {
            Restart(packet, arrival);
            sequence = sequences.Highest;
        }

        return fit != SequenceFit.Suspect;
    }

    private void Restart(in AudioPacket packet, Instant arrival)
    {
        counters.Restarts += started ? 1 : 0;
        epoch = started ? epoch : arrival;
        (started, ssrc) = (true, packet.Ssrc);
        sequences.Restart(packet.Sequence);
        queue.Reset(sequences.Highest - ReorderAtStart);
        timeline.Restart();
        source.Restart();
    }

    private double SamplesAt(Instant instant) => (instant.Nanoseconds - epoch.Nanoseconds) * 48e-6;
}

namespace Mcu.Core.Jitter;

/// <summary>Counters and gauges of one <see cref="PlayoutBuffer"/>.</summary>
public readonly record struct PlayoutStatistics
{
    /// <summary>How long the quickest packets wait before they are played, now, in ms.</summary>
    public double DelayMs { get; init; }

    /// <summary>How long they should wait, given the jitter measured, in ms.</summary>
    public double TargetMs { get; init; }

    /// <summary>How fast the sender's clock runs against ours, in parts per million.</summary>
    public double DriftPpm { get; init; }

    /// <summary>Packets taken in.</summary>
    public long Received { get; init; }

    /// <summary>Packets that came too late to be played.</summary>
    public long Late { get; init; }

    /// <summary>Packets that never came.</summary>
    public long Lost { get; init; }

    /// <summary>Packets that came again.</summary>
    public long Duplicates { get; init; }

    /// <summary>Packets that could not be decoded, or did not fit into the sequence.</summary>
    public long Invalid { get; init; }

    /// <summary>Packets thrown away because the sender flooded us.</summary>
    public long Flooded { get; init; }

    /// <summary>Lost packets made good from the next one's redundancy (Opus FEC).</summary>
    public long Recovered { get; init; }

    /// <summary>Sound that was guessed or replaced for want of packets, in ms; DTX is not in it.</summary>
    public double ConcealedMs { get; init; }

    /// <summary>How often the stream was taken up anew: a new SSRC, a sequence that jumped, a stall.</summary>
    public long Resyncs { get; init; }
}

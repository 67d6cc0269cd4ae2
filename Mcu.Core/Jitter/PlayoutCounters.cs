namespace Mcu.Core.Jitter;

/// <summary>What <see cref="PlayoutStatistics"/> is made of; counts packets and samples.</summary>
internal sealed class PlayoutCounters
{
    public long Received;
    public long Late;
    public long Lost;
    public long Duplicates;
    public long Invalid;
    public long Flooded;
    public long Recovered;
    public long ConcealedSamples;
    public long Restarts;
}

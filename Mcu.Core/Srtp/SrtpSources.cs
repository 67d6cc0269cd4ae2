using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Srtp;

/// <summary>
/// What has come under one key: index and replay windows of each source. It may outlive the unprotector, when a leg is made anew
/// under the same key. Only authentic packets get a place, so garbage drives nobody out. One thread.
/// </summary>
public sealed class SrtpSources
{
    private readonly Source[] sources = new Source[SsrcDemux.Capacity];
    private Source spare = new();

    /// <summary>No source yet.</summary>
    public SrtpSources()
    {
        for (int i = 0; i < sources.Length; i++)
        {
            sources[i] = new Source();
        }
    }

    /// <summary>The source's state; of an unknown one an empty state, which <see cref="Keep"/> makes its own.</summary>
    internal Source Find(uint ssrc)
    {
        foreach (Source source in sources)
        {
            if (source.IsKept && source.Ssrc == ssrc)
            {
                return source;
            }
        }

        return spare;
    }

    /// <summary>A packet of the source was authentic; a new one takes the place that was silent for the longest time.</summary>
    internal void Keep(Source source, uint ssrc, Instant now)
    {
        source.HeardAt = now;
        if (source.IsKept)
        {
            return;
        }

        int oldest = 0;
        for (int i = 1; i < sources.Length; i++)
        {
            oldest = sources[i].HeardAt < sources[oldest].HeardAt ? i : oldest;
        }

        (source.Ssrc, source.IsKept) = (ssrc, true);
        (sources[oldest], spare) = (source, sources[oldest]);
        spare.Clear();
    }

    /// <summary>One source.</summary>
    internal sealed class Source
    {
        /// <summary>RTP's index, counted from <see cref="PacketIndex.Wrap"/>.</summary>
        public PacketIndex Index;

        public uint Ssrc { get; set; }

        public bool IsKept { get; set; }

        public Instant HeardAt { get; set; } = Instant.Distant;

        public ReplayWindow Rtp { get; } = new();

        public ReplayWindow Rtcp { get; } = new();

        public void Clear()
        {
            Index = default;
            IsKept = false;
            HeardAt = Instant.Distant;
            Rtp.Clear();
            Rtcp.Clear();
        }
    }
}

using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>What a packet means for its leg's streams.</summary>
public enum DemuxEvent
{
    /// <summary>The source is on probation: hold the packet (it may be the first half of a key frame), play nothing.</summary>
    Probation,

    /// <summary>The source became the leg's active one with this packet: fresh state, and ask for a key frame.</summary>
    Started,

    /// <summary>A packet of the active source.</summary>
    Accepted,

    /// <summary>A packet of the source that was replaced less than 2 s ago, or that speaks beside the active one.</summary>
    Retired,

    /// <summary>The active source restarted its sequence: fresh state, and ask for a key frame.</summary>
    Restarted,

    /// <summary>A sequence jump too large to believe; drop the packet.</summary>
    Discarded,

    /// <summary>Too many sources on this leg; drop the packet.</summary>
    Full,
}

/// <summary>
/// Sorts a leg's packets by synchronization source. The newest source that proves itself is the active one; the one
/// before is kept 2 s. There are never more than 8, so a peer that changes SSRC with every packet costs nothing.
/// </summary>
public sealed class SsrcDemux
{
    /// <summary>Most sources of one leg at a time.</summary>
    public const int Capacity = 8;

    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SilenceOfActive = TimeSpan.FromSeconds(1);

    private readonly SsrcStream[] streams = new SsrcStream[Capacity];

    /// <summary>A demultiplexer for one media line.</summary>
    /// <param name="clockRate">The RTP clock of its main format, Hz.</param>
    public SsrcDemux(int clockRate)
    {
        for (int i = 0; i < Capacity; i++)
        {
            streams[i] = new SsrcStream(i, clockRate);
        }
    }

    /// <summary>The source that counts; null before one has proved itself.</summary>
    public SsrcStream? Active { get; private set; }

    /// <summary>All places, free ones too.</summary>
    public ReadOnlySpan<SsrcStream> Streams => streams;

    /// <summary>Packets dropped because there were too many sources.</summary>
    public long Refused { get; private set; }

    /// <summary>Finds the packet's stream and enters the packet in its log; null only with <see cref="DemuxEvent.Full"/>.</summary>
    public SsrcStream? Route(in RtpPacket packet, Instant now, out DemuxEvent what, bool measuresJitter = true)
    {
        SsrcStream? stream = Find(packet.Ssrc) ?? Place(packet.Ssrc, now);
        if (stream is null)
        {
            Refused++;
            what = DemuxEvent.Full;
            return null;
        }

        ReceiveResult result = stream.Log.Receive(packet.Sequence, packet.Timestamp, now, measuresJitter);
        what = Judge(stream, result, now);
        stream.HeardAt = now;
        return stream;
    }

    /// <summary>Frees the places of sources that have ended; call now and then. Returns a bit for each place freed.</summary>
    public int Expire(Instant now)
    {
        int freed = 0;
        foreach (SsrcStream stream in streams)
        {
            if (stream.State is SsrcState.Probation or SsrcState.Retired && now - stream.HeardAt >= KeepFor)
            {
                stream.State = SsrcState.Free;
                freed |= 1 << stream.Slot;
            }
        }

        return freed;
    }

    /// <summary>The source said BYE, or the leg was put on hold: the next one starts afresh.</summary>
    public void Retire(uint ssrc)
    {
        if (Find(ssrc) is { State: SsrcState.Active } stream)
        {
            stream.State = SsrcState.Retired;
            Active = null;
        }
    }

    private DemuxEvent Judge(SsrcStream stream, ReceiveResult result, Instant now)
    {
        if (result is ReceiveResult.Probation or ReceiveResult.Discarded)
        {
            return result == ReceiveResult.Probation ? DemuxEvent.Probation : DemuxEvent.Discarded;
        }

        if (stream == Active)
        {
            return result == ReceiveResult.Restarted ? DemuxEvent.Restarted : DemuxEvent.Accepted;
        }

        bool comesBack = Active is null || now - Active.HeardAt >= SilenceOfActive;
        if (stream.State == SsrcState.Retired && !comesBack)
        {
            return DemuxEvent.Retired;
        }

        Activate(stream);
        return DemuxEvent.Started;
    }

    private void Activate(SsrcStream stream)
    {
        if (Active is not null)
        {
            Active.State = SsrcState.Retired;
        }

        Active = stream;
        stream.State = SsrcState.Active;
    }

    private SsrcStream? Find(uint ssrc)
    {
        if (Active is not null && Active.Ssrc == ssrc)
        {
            return Active;
        }

        foreach (SsrcStream stream in streams)
        {
            if (stream.State != SsrcState.Free && stream.Ssrc == ssrc)
            {
                return stream;
            }
        }

        return null;
    }

    private SsrcStream? Place(uint ssrc, Instant now)
    {
        SsrcStream? place = FindFree();
        if (place is null && Expire(now) != 0)
        {
            place = FindFree();
        }

        place?.Occupy(ssrc);
        return place;
    }

    private SsrcStream? FindFree()
    {
        foreach (SsrcStream stream in streams)
        {
            if (stream.State == SsrcState.Free)
            {
                return stream;
            }
        }

        return null;
    }
}

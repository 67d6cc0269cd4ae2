using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Time;

namespace Mcu.Core.Packetizing;

/// <summary>
/// The part of depacketizing that codecs share: where a unit begins and ends, what breaks it, and that after a loss
/// nothing comes out before a key frame.
/// </summary>
internal sealed class UnitAssembler(AccessUnitPool pool)
{
    // A sender that refreshes by intra macroblocks and never sends a key frame must not freeze us for ever.
    private static readonly TimeSpan LongestFreeze = TimeSpan.FromSeconds(5);

    private readonly Queue<AccessUnit> done = new(4);
    private uint timestamp;
    private Instant touchedAt;
    private Instant frozenSince = Instant.Never;
    private bool hadKeyFrame;
    private bool markersLie;
    private bool hasClosed;

    /// <summary>The unit under way; null when none is, or it is broken.</summary>
    public AccessUnit? Unit { get; private set; }

    /// <summary>Whether a unit is under way, broken or not.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the unit under way is already worthless.</summary>
    public bool IsBroken => IsOpen && Unit is null;

    /// <summary>Whether nothing may come out before a key frame.</summary>
    public bool NeedsKeyFrame { get; private set; } = true;

    /// <summary>Units dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether the unit under way has another timestamp than this packet, and so has ended.</summary>
    public bool EndsBefore(uint packetTimestamp) => IsOpen && packetTimestamp != timestamp;

    /// <summary>Whether a packet belongs to the unit that was given out last.</summary>
    public bool IsLate(uint packetTimestamp) => !IsOpen && hasClosed && packetTimestamp == timestamp;

    /// <summary>Whether a marker ends the unit.</summary>
    public bool EndsAt(bool marker) => marker && !markersLie;

    /// <summary>Begins a unit.</summary>
    public void Open(uint packetTimestamp)
    {
        timestamp = packetTimestamp;
        IsOpen = true;
        if (!pool.TryRent(out AccessUnit? unit))
        {
            Break();
            return;
        }

        unit.RtpTimestamp = packetTimestamp;
        Unit = unit;
    }

    /// <summary>A packet of the unit has come.</summary>
    public void Touch(Instant receivedAt) => touchedAt = receivedAt;

    /// <summary>Adds bytes to the unit; breaks it when it becomes too large.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Unit is not null && !Unit.TryAppend(bytes))
        {
            Break();
        }
    }

    /// <summary>The unit under way is worthless, and so is what refers to it.</summary>
    public void Break()
    {
        Unit?.Return();
        Unit = null;
        NeedsKeyFrame = true;
    }

    /// <summary>More of a unit came after its marker: it was given out incomplete, and markers are not believed again.</summary>
    public void FoundLie()
    {
        markersLie = true;
        NeedsKeyFrame = true;
    }

    /// <summary>Ends the unit and queues it if it is whole and of use.</summary>
    public void Close(bool isKeyFrame)
    {
        AccessUnit? unit = Unit;
        Unit = null;
        IsOpen = false;
        hasClosed = true;
        if (unit is null || !MayPass(isKeyFrame, touchedAt))
        {
            Dropped++;
            unit?.Return();
            return;
        }

        unit.IsKeyFrame = isKeyFrame;
        unit.ReceivedAt = touchedAt;
        done.Enqueue(unit);
    }

    /// <summary>Ends a unit that held no picture, without harm.</summary>
    public void Discard()
    {
        Dropped += IsBroken ? 1 : 0;
        Unit?.Return();
        Unit = null;
        IsOpen = false;
    }

    /// <summary>Gives a whole unit.</summary>
    public bool TryTake([NotNullWhen(true)] out AccessUnit? unit) => done.TryDequeue(out unit);

    /// <summary>Returns all units and forgets the stream.</summary>
    public void Reset()
    {
        Discard();
        while (done.TryDequeue(out AccessUnit? unit))
        {
            unit.Return();
        }

        NeedsKeyFrame = true;
        frozenSince = Instant.Never;
        hadKeyFrame = markersLie = hasClosed = false;
    }

    private bool MayPass(bool isKeyFrame, Instant now)
    {
        if (isKeyFrame || !NeedsKeyFrame)
        {
            hadKeyFrame |= isKeyFrame;
            NeedsKeyFrame = false;
            frozenSince = Instant.Never;
            return true;
        }

        frozenSince = Instant.Earlier(frozenSince, now);
        return hadKeyFrame && now - frozenSince >= LongestFreeze;
    }
}

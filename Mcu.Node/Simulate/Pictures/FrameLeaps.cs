using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// How much of other rooms' pictures is left out at most: between two frames of a room that were shown one after the other. One decode
/// worker's thread notes; others begin and ask.
/// </summary>
internal sealed class FrameLeaps(ISentFrames sent)
{
    private readonly Shown[] last = new Shown[FrameCode.AnyRoom];
    private long begunAt = Instant.Never.Nanoseconds;
    private long measuredFrom = Instant.Never.Nanoseconds; // the beginning that the longest leap belongs to
    private FrameLeap? longest;
    private volatile bool isMeasuring;

    /// <summary>Whether anybody looks.</summary>
    public bool IsMeasuring => isMeasuring;

    /// <summary>The longest since the beginning; null: none was seen.</summary>
    public FrameLeap? Longest => Volatile.Read(ref measuredFrom) == Volatile.Read(ref begunAt) ? Volatile.Read(ref longest) : null;

    /// <summary>Looks from now on.</summary>
    public void Begin(Instant now)
    {
        Volatile.Write(ref begunAt, now.Nanoseconds);
        isMeasuring = true;
    }

    /// <summary>Looks no longer; what was found stays.</summary>
    public void End() => isMeasuring = false;

    /// <summary>A picture shows these.</summary>
    public void Note(IReadOnlyList<FrameCode> codes, Instant now)
    {
        if (!isMeasuring)
        {
            return;
        }

        long begun = Volatile.Read(ref begunAt);
        if (begun != measuredFrom)
        {
            Array.Clear(last); // what was shown last was not looked at
            Volatile.Write(ref longest, null);
            Volatile.Write(ref measuredFrom, begun);
        }

        for (int i = 0; i < codes.Count; i++)
        {
            if (codes[i].Room < last.Length)
            {
                Note(codes[i], now);
            }
        }
    }

    private void Note(FrameCode code, Instant now)
    {
        ref Shown before = ref last[code.Room];
        if (before.IsKnown && before.Frame == code.Frame)
        {
            return;
        }

        var shown = new Shown(IsKnown: true, code.Frame, now, sent.SentAt(code));
        if (before.IsKnown && (longest is null || now - before.At > longest.Between))
        {
            Volatile.Write(ref longest, new FrameLeap(code.Room, before.Frame, code.Frame, shown.SentAt - before.SentAt, now - before.At));
        }

        before = shown;
    }

    private readonly record struct Shown(bool IsKnown, int Frame, Instant At, Instant SentAt);
}

/// <summary>Two frames of a room that were shown one after the other, with nothing of that room in between.</summary>
/// <param name="Room">Whose; the room's index.</param>
/// <param name="From">The last one before, by its number in the room's loop.</param>
/// <param name="To">The first one after.</param>
/// <param name="Unseen">The time of the room's camera between them.</param>
/// <param name="Between">The time between them on the screen.</param>
public sealed record FrameLeap(int Room, int From, int To, TimeSpan Unseen, TimeSpan Between);

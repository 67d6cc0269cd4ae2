using Google.Protobuf.WellKnownTypes;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>
/// Rehearsed switchovers: the MCU that hands over writes down who has sound and pictures; the one that leads then sees when each has
/// them again, and completes the record. Belongs to the control loop.
/// </summary>
/// <param name="self">This node.</param>
/// <param name="records">What the group has agreed on.</param>
/// <param name="present">Rooms and units that have sound or pictures now.</param>
/// <param name="heardAt">The last word of another that led.</param>
/// <param name="lease">For how long after it that one could still serve, and did.</param>
internal sealed class DrillWatch(string self, ReplicatedMeetings records, Func<IEnumerable<DrillPart>> present, Func<Instant> heardAt, TimeSpan lease)
{
    /// <summary>What is not back within this time is not waited for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const ulong MostTermsBetween = 3; // elections that nobody won count too

    private Drill? current;
    private Instant lostAt;
    private ulong ledTerm;

    /// <summary>Before a switchover: writes down who is there; ends with whether the group has agreed on it.</summary>
    public Task<bool> BeginAsync(string opId, ulong term, DateTimeOffset at)
    {
        var drill = new Drill { OpId = opId, At = at.ToTimestamp(), Former = self, Term = term };
        drill.Parts.AddRange(present());
        return records.KeepAsync(drill);
    }

    /// <summary>Looks who has sound and pictures again. Ten times a second.</summary>
    /// <param name="term">The term in which this node leads; 0: it does not.</param>
    /// <param name="now">The present.</param>
    public void Tick(ulong term, Instant now)
    {
        if (term != ledTerm)
        {
            ledTerm = term;
            current = term == 0 ? null : Begun(term);
            lostAt = heardAt() + lease;
        }

        if (current is not { } drill)
        {
            return;
        }

        TimeSpan lost = Instant.Later(now, lostAt) - lostAt;
        foreach (DrillPart back in present().Where(part => part.Unit.Length == 0))
        {
            if (drill.Parts.FirstOrDefault(part => part.Conference == back.Conference && part.Site == back.Site) is { } room)
            {
                room.Sound ??= back.HadSound ? lost.ToDuration() : null;
                room.Picture ??= back.HadPicture ? lost.ToDuration() : null;
            }
        }

        if (drill.Parts.All(IsBack) || now - lostAt > Limit)
        {
            drill.Leader = self;
            current = null;
            _ = records.KeepAsync(drill);
        }
    }

    /// <summary>A node below tells how long it was without the meeting.</summary>
    public void OnGap(string unit, MediaGap gap)
    {
        if (current?.Parts.FirstOrDefault(part => part.Unit == unit && part.Conference == gap.Meeting) is { } part)
        {
            part.Sound ??= gap.Sound;
            part.Picture ??= gap.Picture;
        }
    }

    private static bool IsBack(DrillPart part) => (part.Sound is not null || !part.HadSound) && (part.Picture is not null || !part.HadPicture);

    // Written by the one that led before.
    private Drill? Begun(ulong term) => records.Drills().FirstOrDefault(
        drill => drill.Leader.Length == 0 && drill.Former != self && drill.Term < term && term - drill.Term <= MostTermsBetween);
}

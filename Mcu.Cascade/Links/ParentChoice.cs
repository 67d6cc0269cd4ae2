using Mcu.Core.Time;

namespace Mcu.Cascade.Links;

/// <summary>A link upward, as <see cref="ParentChoice{T}"/> sees it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Leads">Whether its node says that it leads its HA group; a node without a group always does.</param>
/// <param name="Term">The group's term as that node says; 0 without a group.</param>
/// <param name="HasMeetings">Whether it has told of its meetings.</param>
public readonly record struct ParentCandidate<T>(T Link, bool Leads, ulong Term, bool HasMeetings);

/// <summary>
/// Which one of the links upward meetings use, so that two roots are never summed: that of the node which leads, in the highest
/// term that was ever claimed. Who claims a lower one has been deposed and does not know it yet. Sans-IO.
/// </summary>
public sealed class ParentChoice<T>
    where T : class
{
    /// <summary>For so long a link stays in use whose node has stepped down, while nobody has taken over: a planned switch.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(2);

    /// <summary>For so long a successor's meetings are waited for while the former link is there: then rooms see no gap in between.</summary>
    public static readonly TimeSpan MeetingsWithin = TimeSpan.FromMilliseconds(300);

    private ulong highest;
    private T? successor;
    private Instant successorSince;
    private Instant steppedDownAt = Instant.Never;

    /// <summary>The highest term that a node above has claimed to lead in.</summary>
    public ulong HighestTerm => highest;

    /// <summary>The link to use now; null: none, this node is alone.</summary>
    /// <param name="candidates">Links that are up, in the configuration's order.</param>
    /// <param name="current">The one in use.</param>
    /// <param name="now">The present.</param>
    public T? Choose(IReadOnlyList<ParentCandidate<T>> candidates, T? current, Instant now)
    {
        foreach (ParentCandidate<T> candidate in candidates)
        {
            highest = candidate.Leads ? Math.Max(highest, candidate.Term) : highest;
        }

        bool isThere = candidates.Any(candidate => ReferenceEquals(candidate.Link, current));
        ParentCandidate<T>[] contenders = [.. candidates.Where(candidate => candidate.Leads && candidate.Term == highest)];
        if (isThere && Array.Exists(contenders, candidate => ReferenceEquals(candidate.Link, current)))
        {
            (successor, steppedDownAt) = (null, Instant.Never);
            return current;
        }

        ParentCandidate<T>? next = contenders.Cast<ParentCandidate<T>?>().FirstOrDefault(candidate => candidate!.Value.HasMeetings) ?? contenders.Cast<ParentCandidate<T>?>().FirstOrDefault();
        return next is { } found ? Follow(found, isThere ? current : null, now) : isThere ? Hold(current, now) : null;
    }

    private T? Follow(ParentCandidate<T> next, T? former, Instant now)
    {
        if (!ReferenceEquals(successor, next.Link))
        {
            (successor, successorSince) = (next.Link, now);
        }

        steppedDownAt = Instant.Never;
        return former is null || next.HasMeetings || now - successorSince >= MeetingsWithin ? next.Link : former;
    }

    private T? Hold(T? current, Instant now)
    {
        steppedDownAt = Instant.Earlier(steppedDownAt, now);
        return now - steppedDownAt < HoldFor ? current : null;
    }
}

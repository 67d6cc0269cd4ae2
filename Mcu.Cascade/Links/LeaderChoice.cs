using Mcu.Cascade.Failover;
using Mcu.Core.Time;

namespace Mcu.Cascade.Links;

/// <summary>A link, as <see cref="LeaderChoice{T}"/> sees it.</summary>
/// <param name="Link">The link.</param>
/// <param name="Node">The node at its other end, by its certificate.</param>
/// <param name="Leads">Whether its node says that it leads its HA group; a node without a group always does.</param>
/// <param name="Term">The group's term as that node says; 0 without a group.</param>
/// <param name="HasMeetings">Whether it has told of its meetings.</param>
public readonly record struct LinkCandidate<T>(T Link, string Node, bool Leads, ulong Term, bool HasMeetings);

/// <summary>
/// Which one of several links to one unit meetings use, upward or downward, so that two roots are never summed and no site is there twice:
/// that of the node which leads its HA group, in the highest term that was ever claimed. Who claims a lower one has been deposed and
/// does not know it yet. Sans-IO.
/// </summary>
public sealed class LeaderChoice<T>
    where T : class
{
    /// <summary>For so long a link stays in use whose node has stepped down, while nobody has taken over: a planned switch.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(2);

    /// <summary>For so long a successor's meetings are waited for while the former link is there: then rooms see no gap in between.</summary>
    public static readonly TimeSpan MeetingsWithin = TimeSpan.FromMilliseconds(300);

    private const string Unit = ""; // one choice is of one unit

    private readonly TermFilter terms = new();
    private T? successor;
    private Instant successorSince;
    private Instant steppedDownAt = Instant.Never;

    /// <summary>The link to use now; null: none, this node is alone.</summary>
    /// <param name="candidates">Links that are up, in the configuration's order.</param>
    /// <param name="current">The one in use.</param>
    /// <param name="now">The present.</param>
    public T? Choose(IReadOnlyList<LinkCandidate<T>> candidates, T? current, Instant now)
    {
        foreach (LinkCandidate<T> candidate in candidates.Where(candidate => candidate is { Leads: true, Term: > 0 }))
        {
            terms.Judge(Unit, candidate.Node, candidate.Term);
        }

        bool isThere = candidates.Any(candidate => ReferenceEquals(candidate.Link, current));
        LinkCandidate<T>[] contenders = [.. candidates.Where(MayLead)];
        if (isThere && Array.Exists(contenders, candidate => ReferenceEquals(candidate.Link, current)))
        {
            (successor, steppedDownAt) = (null, Instant.Never);
            return current;
        }

        LinkCandidate<T>? next = contenders.Cast<LinkCandidate<T>?>().FirstOrDefault(candidate => candidate!.Value.HasMeetings) ?? contenders.Cast<LinkCandidate<T>?>().FirstOrDefault();
        return next is { } found ? Follow(found, isThere ? current : null, now) : isThere ? Hold(current, now) : null;
    }

    // Without groups whoever is there does; with one, who claims the highest term.
    private bool MayLead(LinkCandidate<T> candidate) => candidate.Leads && (candidate.Term == 0
        ? terms.Highest(Unit) == 0
        : terms.Judge(Unit, candidate.Node, candidate.Term) != TermVerdict.Stale);

    private T? Follow(LinkCandidate<T> next, T? former, Instant now)
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

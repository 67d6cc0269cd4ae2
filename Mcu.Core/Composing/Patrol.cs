using Mcu.Core.Time;

namespace Mcu.Core.Composing;

/// <summary>
/// Turns the pages of a layout that cannot show everybody at once (tuần tra hình). Sans-IO: it is told the time and
/// says when it wants to be told again.
/// </summary>
public sealed class Patrol
{
    private readonly TimeSpan period;

    /// <summary>A patrol that shows each page for <paramref name="period"/>, 1 s to 1 h.</summary>
    public Patrol(TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, TimeSpan.FromHours(1));
        this.period = period;
    }

    /// <summary>The page to show, for <see cref="LayoutInput.PatrolPage"/>.</summary>
    public int Page { get; private set; }

    /// <summary>When <see cref="Advance"/> is due; <see cref="Instant.Never"/> while there is one page only.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Never;

    /// <summary>
    /// Takes the time and the number of pages (<see cref="LayoutPlan.PageCount"/>). True when <see cref="Page"/>
    /// changed. Called late it turns one page only, and counts the next period from then.
    /// </summary>
    public bool Advance(Instant now, int pageCount)
    {
        int before = Page;
        if (pageCount <= 1)
        {
            Page = 0;
            NextDeadline = Instant.Never;
        }
        else if (NextDeadline == Instant.Never)
        {
            Page %= pageCount;
            NextDeadline = now + period;
        }
        else if (now >= NextDeadline)
        {
            Page = (Page + 1) % pageCount;
            NextDeadline = now + period;
        }
        else
        {
            Page %= pageCount;
        }

        return Page != before;
    }
}

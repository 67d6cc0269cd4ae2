using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Cascade.Meetings;

/// <summary>Directives that wait for the node that carries them out; each ends once: with a result, or with a reason of ours.</summary>
public sealed class PendingDirectives(TimeSpan limit)
{
    /// <summary>The reason when no result came in time: whether it was carried out is not known.</summary>
    public const string TimedOut = "DIRECTIVE_TIMED_OUT";

    /// <summary>The reason when the link ended before a result came.</summary>
    public const string LinkLost = "LINK_LOST";

    private readonly Dictionary<string, (Instant Deadline, Action<DirectiveResult> Done)> waiting = new(StringComparer.Ordinal);

    /// <summary>How many wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Notes a directive that was sent. Of two with the same key the first is told that the second took its place.</summary>
    public void Add(string key, Action<DirectiveResult> done, Instant now)
    {
        End(key, LinkLost);
        waiting[key] = (now + limit, done);
    }

    /// <summary>A result came; one that nobody waits for is passed over.</summary>
    public void Complete(string key, DirectiveResult result)
    {
        if (waiting.Remove(key, out (Instant, Action<DirectiveResult> Done) entry))
        {
            entry.Done(result);
        }
    }

    /// <summary>Ends those whose time is over.</summary>
    public void Tick(Instant now)
    {
        foreach (string late in waiting.Where(entry => entry.Value.Deadline <= now).Select(entry => entry.Key).ToArray())
        {
            End(late, TimedOut);
        }
    }

    /// <summary>Ends all whose key begins so: their link is gone.</summary>
    public void Abandon(string prefix)
    {
        foreach (string key in waiting.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
        {
            End(key, LinkLost);
        }
    }

    private void End(string key, string because)
    {
        if (waiting.Remove(key, out (Instant, Action<DirectiveResult> Done) entry))
        {
            entry.Done(new DirectiveResult { Refused = because });
        }
    }
}

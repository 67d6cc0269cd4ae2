namespace Mcu.Core.Sip;

/// <summary>The dialogs that ended last, so that an old snapshot brings none of them back. Bounded: the oldest are forgotten.</summary>
internal sealed class EndedDialogs
{
    private const int Most = 4096;

    private readonly HashSet<(string CallId, string LocalTag)> known = [];
    private readonly Queue<(string CallId, string LocalTag)> oldestFirst = new();

    public void Add(string callId, string localTag)
    {
        if (!known.Add((callId, localTag)))
        {
            return;
        }

        oldestFirst.Enqueue((callId, localTag));
        if (oldestFirst.Count > Most)
        {
            known.Remove(oldestFirst.Dequeue());
        }
    }

    public bool Contains(string callId, string localTag) => known.Contains((callId, localTag));
}

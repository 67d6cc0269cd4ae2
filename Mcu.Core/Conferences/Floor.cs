namespace Mcu.Core.Conferences;

/// <summary>
/// Who may speak and who waits to (RFC 8855's floor, moderated by the chair): one holder, one queue in the order of
/// asking. Pure state; sites are named by their keys.
/// </summary>
public sealed class Floor
{
    private readonly List<string> queue = [];

    /// <summary>Who speaks; null when nobody does.</summary>
    public string? Holder { get; private set; }

    /// <summary>Who waits, first come first.</summary>
    public IReadOnlyList<string> Queue => queue;

    /// <summary>A site asks to speak. False when it speaks or waits already.</summary>
    public bool Request(string site)
    {
        if (site == Holder || queue.Contains(site))
        {
            return false;
        }

        queue.Add(site);
        return true;
    }

    /// <summary>A site withdraws its request. False when it had none.</summary>
    public bool Cancel(string site) => queue.Remove(site);

    /// <summary>Gives a site the floor, whoever had it; its request is done with. False when it has it already.</summary>
    public bool Give(string site)
    {
        queue.Remove(site);
        bool changes = Holder != site;
        Holder = site;
        return changes;
    }

    /// <summary>Takes the floor back and says from whom; null when nobody had it.</summary>
    public string? Take()
    {
        string? holder = Holder;
        Holder = null;
        return holder;
    }

    /// <summary>Takes over a floor of another node.</summary>
    internal void Restore(string? holder, IEnumerable<string> waiting)
    {
        Holder = holder;
        queue.Clear();
        queue.AddRange(waiting);
    }

    /// <summary>A site has left: it neither speaks nor waits. True when the floor became free by that.</summary>
    public bool Leave(string site)
    {
        queue.Remove(site);
        return Holder == site && Take() is not null;
    }
}

using Mcu.Cascade.Failover;

namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>A district below the group, with the real term filter.</summary>
internal sealed class ModelChild(bool filterOff)
{
    private readonly TermFilter filter = new(filterOff);
    private (ulong Term, int Node) root;

    /// <summary>What it let in, and what it did not.</summary>
    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public void Take(int node, ulong term)
    {
        if (filter.Judge("model", $"{node}", term) == TermVerdict.Stale)
        {
            Refused++;
            return;
        }

        if (term < root.Term || (term == root.Term && node != root.Node))
        {
            throw new ModelViolationException($"the child took node {node} in term {term} after node {root.Node} in term {root.Term}");
        }

        root = (term, node);
        Accepted++;
    }
}

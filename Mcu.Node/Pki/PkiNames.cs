using Mcu.Node.Control;

namespace Mcu.Node.Pki;

/// <summary>Helps who mistyped a node id.</summary>
internal static class PkiNames
{
    /// <summary>The ids in an index that are near to one, with commas between.</summary>
    public static string Near(string nodeId, IEnumerable<PkiIndexEntry> entries)
    {
        IEnumerable<string> known = entries.Select(entry => entry.NodeId).Distinct(StringComparer.Ordinal);
        NameMatch<string> match = NameFinder.Find(known, nodeId, id => new NameKeys(id, id));
        return string.Join(", ", match.Candidates.Count > 0 ? match.Candidates : match.Near);
    }
}

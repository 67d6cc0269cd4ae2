namespace Mcu.Node.Control;

/// <summary>What a thing can be called by.</summary>
/// <param name="Name">Its name as operators see it.</param>
/// <param name="Number">Digits, if it has any.</param>
/// <param name="SipUser">User part of its SIP address, if it has one.</param>
/// <param name="Path">Its name with the units above it in front, if it has any: <c>khanh-son/Sơn Bình</c>.</param>
public readonly record struct NameKeys(string Id, string Name, string? Number = null, string? SipUser = null, string? Path = null)
{
    /// <summary>What tells it from others of the same name.</summary>
    public string Shown => Path ?? Name;
}

/// <summary>What a search found: one thing, several that fit alike, or nothing but names that are near.</summary>
/// <param name="Found">The one thing, or the default.</param>
/// <param name="IsFound">Whether there is exactly one.</param>
/// <param name="Candidates">Names that fit alike; more than one means ambiguous.</param>
/// <param name="Near">When nothing fits: the nearest names, best first.</param>
public sealed record NameMatch<T>(T? Found, bool IsFound, IReadOnlyList<string> Candidates, IReadOnlyList<string> Near);

/// <summary>Finds a thing by what an operator typed: exactly, then without accents and case, then by a prefix.</summary>
public static class NameFinder
{
    private const int MostNear = 5;

    /// <summary>Looks a query up. The first rule that anything fits decides: id or number, whole name, prefix.</summary>
    public static NameMatch<T> Find<T>(IEnumerable<T> things, string query, Func<T, NameKeys> keysOf)
    {
        (T Thing, NameKeys Keys)[] all = [.. things.Select(thing => (thing, keysOf(thing)))];
        string folded = NameFolding.Fold(query);
        foreach (Func<NameKeys, bool> rule in Rules(query, folded))
        {
            (T Thing, NameKeys Keys)[] fitting = [.. all.Where(item => rule(item.Keys))];
            if (fitting.Length > 0)
            {
                bool one = fitting.Length == 1;
                return new(one ? fitting[0].Thing : default, one, [.. fitting.Select(item => item.Keys.Shown)], []);
            }
        }

        return new(default, IsFound: false, [], Near(all.Select(item => item.Keys.Shown), folded));
    }

    private static IEnumerable<Func<NameKeys, bool>> Rules(string query, string folded)
    {
        yield return keys => string.Equals(keys.Id, query, StringComparison.Ordinal)
            || string.Equals(keys.Number, query, StringComparison.Ordinal);
        yield return keys => string.Equals(keys.Name, query, StringComparison.Ordinal);
        if (folded.Length == 0)
        {
            yield break;
        }

        yield return keys => string.Equals(NameFolding.Fold(keys.Name), folded, StringComparison.Ordinal)
            || string.Equals(NameFolding.Fold(keys.SipUser ?? ""), folded, StringComparison.Ordinal)
            || string.Equals(NameFolding.Fold(keys.Path ?? ""), folded, StringComparison.Ordinal);
        yield return keys => NameFolding.Fold(keys.Name).StartsWith(folded, StringComparison.Ordinal)
            || NameFolding.Fold(keys.Path ?? "").StartsWith(folded, StringComparison.Ordinal);
    }

    private static List<string> Near(IEnumerable<string> names, string folded) =>
        [.. names
            .Select(name => (Name: name, Distance: Distance(NameFolding.Fold(name), folded)))
            .Where(item => item.Distance <= Math.Max(2, folded.Length / 3))
            .OrderBy(item => item.Distance)
            .Take(MostNear)
            .Select(item => item.Name)];

    /// <summary>0 when the name holds the query, else the edit distance.</summary>
    private static int Distance(string name, string query)
    {
        if (query.Length > 0 && name.Contains(query, StringComparison.Ordinal))
        {
            return 0;
        }

        int[] row = [.. Enumerable.Range(0, query.Length + 1)];
        for (int i = 1; i <= name.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= query.Length; j++)
            {
                int replaced = diagonal + (name[i - 1] == query[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[query.Length];
    }
}

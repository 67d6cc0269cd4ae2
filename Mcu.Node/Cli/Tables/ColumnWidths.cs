namespace Mcu.Node.Cli.Tables;

/// <summary>Shares the width of a page among columns.</summary>
internal static class ColumnWidths
{
    /// <summary>
    /// Columns that cannot shrink get what they need. The others share the rest: narrow ones what they need, wide ones equal parts of what
    /// is left over.
    /// </summary>
    /// <param name="columns">What each column needs, and whether it can do with less.</param>
    /// <param name="available">Characters for all of them.</param>
    public static int[] Share(IReadOnlyList<(int Needs, bool Shrinks)> columns, int available)
    {
        int[] widths = [.. columns.Select(column => column.Needs)];
        int rest = available - columns.Where(column => !column.Shrinks).Sum(column => column.Needs);
        int[] shrinking = [.. Enumerable.Range(0, widths.Length).Where(at => columns[at].Shrinks).OrderBy(at => widths[at])];
        for (int i = 0; i < shrinking.Length; i++)
        {
            int share = Math.Max(1, rest / (shrinking.Length - i));
            widths[shrinking[i]] = Math.Min(widths[shrinking[i]], share);
            rest -= widths[shrinking[i]];
        }

        return widths;
    }
}

using System.Text;

namespace Mcu.Tests.Bench.Report;

/// <summary>A table of figures with a title, and notes that say how they were measured.</summary>
/// <param name="title">What the table shows.</param>
/// <param name="columns">Column titles; the first column is set flush left, the others flush right.</param>
public sealed class BenchTable(string title, params string[] columns)
{
    private const int Width = 100;
    private readonly List<Cell[]> rows = [];
    private readonly List<string> notes = [];

    /// <summary>What the table shows.</summary>
    public string Title => title;

    /// <summary>How the figures were measured.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Adds a row: one cell a column.</summary>
    public BenchTable Add(params Cell[] cells)
    {
        rows.Add(cells.Length == columns.Length ? cells : throw new ArgumentException("A cell for each column.", nameof(cells)));
        return this;
    }

    /// <summary>Adds a sentence below the table.</summary>
    public BenchTable Note(string sentence)
    {
        notes.Add(sentence);
        return this;
    }

    /// <summary>Rows by column title, for programs.</summary>
    public IEnumerable<Dictionary<string, object?>> Records() => rows.Select(row => columns
        .Select((column, at) => (column, row[at].Value))
        .ToDictionary(pair => pair.column, pair => pair.Value, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override string ToString()
    {
        int[] widths = [.. columns.Select((column, at) => rows.Select(row => row[at].Text.Length).Append(column.Length).Max())];
        var text = new StringBuilder().AppendLine(title);
        Line(text, columns, widths);
        text.AppendLine("  " + new string('-', widths.Sum() + (2 * (widths.Length - 1))));
        foreach (Cell[] row in rows)
        {
            Line(text, [.. row.Select(cell => cell.Text)], widths);
        }

        foreach (string note in notes)
        {
            Wrap(text, note);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string[] cells, int[] widths)
    {
        IEnumerable<string> set = cells.Select((cell, at) => at == 0 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]));
        text.AppendLine(("  " + string.Join("  ", set)).TrimEnd());
    }

    private static void Wrap(StringBuilder text, string note)
    {
        string line = "  *";
        foreach (string word in note.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                text.AppendLine(line);
                line = "   ";
            }

            line += " " + word;
        }

        text.AppendLine(line);
    }
}

using Mcu.Node.Texts;
using Spectre.Console;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Tables;

/// <summary>
/// Tables in one style: a line under the head and no frame. Widths are ours: numbers and short words get what they need, columns of
/// names share what is left of the page, so that a number is never cut or broken.
/// </summary>
internal sealed class TableBuilder(Language language, int pageWidth)
{
    /// <summary>The blank columns at both edges.</summary>
    private const int Edges = 2;

    private readonly List<Column> columns = [];
    private readonly List<(string Style, string[] Cells)> rows = [];

    private enum ColumnKind
    {
        Fixed,
        Numbers,
        Wrapped,
        Cut,
    }

    /// <summary>A column of names that wrap.</summary>
    public TableBuilder Words(Text heading) => Add(heading.In(language), ColumnKind.Wrapped);

    /// <summary>A column of names that are cut, so that every row is one line.</summary>
    public TableBuilder Names(Text heading) => Add(heading.In(language), ColumnKind.Cut);

    /// <summary>A column of short words or signs.</summary>
    public TableBuilder Fixed(Text heading) => Add(heading.In(language), ColumnKind.Fixed);

    /// <summary>A column of signs that needs no heading.</summary>
    public TableBuilder Signs() => Add("", ColumnKind.Fixed);

    /// <summary>A column of numbers, to the right.</summary>
    public TableBuilder Numbers(string heading) => Add(heading, ColumnKind.Numbers);

    /// <summary>A row of plain text.</summary>
    public TableBuilder Row(params IEnumerable<string> cells) => Styled("default", cells);

    /// <summary>A row of plain text in one style.</summary>
    public TableBuilder Styled(string style, params IEnumerable<string> cells)
    {
        rows.Add((style, [.. cells]));
        return this;
    }

    /// <summary>The table, no wider than the page.</summary>
    public Table Build()
    {
        int[] widths = ColumnWidths.Share(
            [.. columns.Select((column, at) => (Natural(column, at), column.Kind is ColumnKind.Wrapped or ColumnKind.Cut))],
            pageWidth - Edges - columns.Count);
        Table table = new Table { Border = TableBorder.Simple }.BorderColor(Color.Grey);
        for (int at = 0; at < columns.Count; at++)
        {
            table.AddColumn(new TableColumn(Cell(columns[at].Heading, "bold", widths[at], columns[at].Kind))
            {
                Width = widths[at],
                Padding = new Padding(0),
                Alignment = columns[at].Kind is ColumnKind.Numbers ? Justify.Right : Justify.Left,
            });
        }

        foreach ((string style, string[] cells) in rows)
        {
            table.AddRow(cells.Select((cell, at) => Cell(cell, style, widths[at], columns[at].Kind)));
        }

        return table;
    }

    private static Markup Cell(string text, string style, int width, ColumnKind kind)
    {
        string shown = kind is ColumnKind.Cut && text.Length > width ? $"{text[..(width - 1)]}…" : text;
        return new Markup($"[{style}]{Markup.Escape(shown)}[/]");
    }

    private TableBuilder Add(string heading, ColumnKind kind)
    {
        columns.Add(new Column(heading, kind));
        return this;
    }

    private int Natural(Column column, int at) =>
        Math.Max(1, Math.Max(column.Heading.Length, rows.Count == 0 ? 0 : rows.Max(row => row.Cells[at].Length)));

    private readonly record struct Column(string Heading, ColumnKind Kind);
}

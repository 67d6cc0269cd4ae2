using Mcu.Node.Texts;
using Spectre.Console;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Tables;

/// <summary>Tables in one style: a line under the head, no frame, names may wrap and numbers may not.</summary>
internal sealed class TableBuilder(Language language)
{
    private readonly Table table = new Table { Border = TableBorder.Simple, ShowHeaders = true }.BorderColor(Color.Grey);

    /// <summary>A column of words, which wraps when the line is too narrow.</summary>
    public TableBuilder Words(Text heading) => Words(heading.In(language));

    public TableBuilder Words(string heading)
    {
        table.AddColumn(new TableColumn(Heading(heading)) { Padding = new Padding(0, 0, 1, 0) });
        return this;
    }

    /// <summary>A column of short words or signs, never wrapped.</summary>
    public TableBuilder Fixed(string heading)
    {
        table.AddColumn(new TableColumn(Heading(heading)) { NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        return this;
    }

    /// <summary>A column of numbers, to the right.</summary>
    public TableBuilder Numbers(string heading)
    {
        table.AddColumn(new TableColumn(Heading(heading))
        {
            NoWrap = true,
            Alignment = Justify.Right,
            Padding = new Padding(0, 0, 1, 0),
        });
        return this;
    }

    /// <summary>A row of plain text.</summary>
    public TableBuilder Row(params IEnumerable<string> cells)
    {
        table.AddRow(cells.Select(cell => new Markup(Markup.Escape(cell))));
        return this;
    }

    /// <summary>A row of plain text in one style.</summary>
    public TableBuilder Styled(string style, params IEnumerable<string> cells)
    {
        table.AddRow(cells.Select(cell => new Markup($"[{style}]{Markup.Escape(cell)}[/]")));
        return this;
    }

    public Table Build() => table;

    private static Markup Heading(string heading) => new($"[bold]{Markup.Escape(heading)}[/]");
}

using Spectre.Console;

namespace Mcu.Node.Cli.Tables;

/// <summary>Names to the left, values to the right.</summary>
internal static class PropertyGrid
{
    public static Grid Of(IEnumerable<(string Name, string Value)> rows)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn());
        foreach ((string name, string value) in rows)
        {
            grid.AddRow(new Markup($"[bold]{Markup.Escape(name)}[/]"), new Markup(Markup.Escape(value)));
        }

        return grid;
    }
}

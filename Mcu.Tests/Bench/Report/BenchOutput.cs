using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mcu.Tests.Bench.Report;

/// <summary>Where tables go: as text at once, or as one JSON document at the end.</summary>
public sealed class BenchOutput(TextWriter writer, bool json)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<object> tables = [];
    private IReadOnlyDictionary<string, string> machine = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Prints what the figures were measured on.</summary>
    public void Begin(IReadOnlyDictionary<string, string> facts)
    {
        machine = facts;
        if (json)
        {
            return;
        }

        foreach ((string name, string fact) in facts)
        {
            writer.WriteLine($"{name,-10}{fact}");
        }

        writer.WriteLine();
    }

    /// <summary>Prints a table.</summary>
    public void Show(BenchTable table)
    {
        tables.Add(new { title = table.Title, rows = table.Records(), notes = table.Notes });
        if (!json)
        {
            writer.WriteLine(table);
            writer.Flush();
        }
    }

    /// <summary>Ends the document.</summary>
    public void End()
    {
        if (json)
        {
            writer.WriteLine(JsonSerializer.Serialize(new { machine, tables }, Format));
        }
    }
}

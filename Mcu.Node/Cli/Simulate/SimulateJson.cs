using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mcu.Node.Simulate;

namespace Mcu.Node.Cli.Simulate;

/// <summary>A fleet's report as JSON: camelCase, times in milliseconds, enums as words.</summary>
internal static class SimulateJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new Milliseconds() },
    };

    /// <summary>Writes a report.</summary>
    public static string Write(FleetReport report) => JsonSerializer.Serialize(report, Form);

    private sealed class Milliseconds : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromMilliseconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value.TotalMilliseconds, 1));
    }
}

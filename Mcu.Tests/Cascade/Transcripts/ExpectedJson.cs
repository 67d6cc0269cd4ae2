using System.Text.Json.Nodes;
using Google.Protobuf;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Transcripts;

/// <summary>Part of a message as protobuf's JSON: what it names must be so, what it leaves out may be anything.</summary>
internal sealed class ExpectedJson
{
    private static readonly JsonFormatter Whole = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
    private readonly JsonNode expected;

    /// <summary>Takes a part of an envelope; one that names a field which is none is an error of the test.</summary>
    public ExpectedJson(string json)
    {
        _ = JsonParser.Default.Parse<LinkEnvelope>(json);
        expected = JsonNode.Parse(json)!;
    }

    /// <summary>Whether an envelope has this part.</summary>
    public bool IsIn(LinkEnvelope envelope) => Is(expected, JsonNode.Parse(Whole.Format(envelope)));

    // Of a list each named element must be there; an empty one must be empty.
    private static bool Is(JsonNode? wanted, JsonNode? actual) => (wanted, actual) switch
    {
        (JsonObject fields, JsonObject there) => fields.All(field => there.TryGetPropertyValue(field.Key, out JsonNode? value) && Is(field.Value, value)),
        (JsonArray { Count: 0 }, JsonArray there) => there.Count == 0,
        (JsonArray elements, JsonArray there) => elements.All(element => there.Any(candidate => Is(element, candidate))),
        _ => JsonNode.DeepEquals(wanted, actual),
    };
}

using System.Text.Json.Serialization;

namespace Mcu.Node.Api;

/// <summary>One act of an operator, as a line of the audit log.</summary>
/// <param name="At">When it came in.</param>
/// <param name="Operator">Who, as the client says.</param>
/// <param name="Peer">The address that it came from.</param>
/// <param name="Act">The gRPC method: <c>ConferenceService/Mute</c>.</param>
/// <param name="Request">The request in proto3 JSON.</param>
/// <param name="Result"><c>OK</c>, or the reason of the refusal.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record AuditEntry(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("operator")] string Operator,
    [property: JsonPropertyName("peer")] string Peer,
    [property: JsonPropertyName("op_id")] string OpId,
    [property: JsonPropertyName("act")] string Act,
    [property: JsonPropertyName("request")] System.Text.Json.Nodes.JsonNode? Request,
    [property: JsonPropertyName("result")] string Result,
    [property: JsonPropertyName("ms")] double Milliseconds);

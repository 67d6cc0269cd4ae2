using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcu.Node.Cli;

/// <summary>Errors where the output is JSON: <c>{"error":{"code":"NotFound","reason":"CONFERENCE_NOT_FOUND","message":"…"}}</c>.</summary>
internal static class ErrorJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(string message, string? code, string? reason) =>
        JsonSerializer.Serialize(new { Error = new { Code = code, Reason = reason, Message = message } }, Options);
}

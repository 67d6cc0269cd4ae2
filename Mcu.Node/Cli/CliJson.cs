using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcu.Node.Cli;

/// <summary>JSON of what is no message of the API: lowerCamelCase, letters with accents as they are.</summary>
internal static class CliJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(object value) => JsonSerializer.Serialize(value, Options);

    /// <summary>An error: <c>{"error":{"code":"NotFound","reason":"CONFERENCE_NOT_FOUND","message":"…"}}</c>.</summary>
    public static string Error(string message, string? code, string? reason) => Write(new { Error = new { code, reason, message } });
}

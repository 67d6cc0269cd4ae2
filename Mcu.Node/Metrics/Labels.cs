using System.Text.Json;

namespace Mcu.Node.Metrics;

/// <summary>Values of labels.</summary>
internal static class Labels
{
    /// <summary>An enum's value as Prometheus users write it: <c>signal_lost</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

using System.Text.Json;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>What a node says of one of its loops over its last minute, ms.</summary>
internal sealed record LoopLateness(string Name, double P50, double P99, double Greatest)
{
    /// <summary>All loops of a node, as <c>mcu node info</c> prints them.</summary>
    public static LoopLateness[] Of(BenchContext context, NodeProcess node)
    {
        using JsonDocument info = JsonDocument.Parse(node.Ask(context, "node", "info"));
        return [.. info.RootElement.GetProperty("loops").EnumerateArray().Select(loop => new LoopLateness(
            loop.GetProperty("name").GetString()!, Number(loop, "p50Ms"), Number(loop, "p99Ms"), Number(loop, "maxMs")))];
    }

    // Protobuf's JSON leaves zeros out.
    private static double Number(JsonElement loop, string name) => loop.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : 0;
}

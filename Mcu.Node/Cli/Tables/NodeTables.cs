using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mcu.Node.Cli.Tables;

/// <summary>What <c>mcu node info</c> shows.</summary>
internal static class NodeTables
{
    public static IRenderable Info(NodeInfo info, CliCall call) =>
        new Rows(Properties(info, call), Loops(info, call.Output.Language, call.Environment.Width));

    private static Grid Properties(NodeInfo info, CliCall call)
    {
        Language language = call.Output.Language;
        string cpu = TableTexts.OfCore.In(language, ("percent", $"{info.CpuPercent:0}"), ("cores", info.Cores));
        string disk = TableTexts.Free.In(language, ("folder", info.DataFolder), ("free", Formats.Bytes(info.DataFreeBytes)));
        List<(string Name, string Value)> rows =
        [
            (TableTexts.Name.In(language), $"{info.Name} ({info.Id})"),
            (TableTexts.Version.In(language), $"mcu {info.Version}, FFmpeg {info.FfmpegVersion} (libavcodec {info.LibavcodecVersion})"),
            (TableTexts.Uptime.In(language), info.Uptime is null ? "" : Formats.Duration(info.Uptime.ToTimeSpan())),
            (TableTexts.Conferences.In(language), $"{info.Conferences}"),
            (TableTexts.Sites.In(language), $"{info.ConnectedSites}"),
            (TableTexts.Cpu.In(language), cpu),
            (TableTexts.Memory.In(language), Formats.Bytes(info.MemoryBytes)),
            (TableTexts.Disk.In(language), disk),
        ];
        rows.AddRange(info.Listeners.Select((listener, at) =>
            (at == 0 ? TableTexts.Listener.In(language) : "", $"{KindOf(listener.Kind),-9}{listener.Address}")));
        return PropertyGrid.Of(rows);
    }

    private static Table Loops(NodeInfo info, Language language, int width)
    {
        TableBuilder table = new TableBuilder(language, width)
            .Words(TableTexts.Loop)
            .Numbers(TableTexts.Late.In(language, ("quantile", "p50")))
            .Numbers(TableTexts.Late.In(language, ("quantile", "p99")))
            .Numbers(TableTexts.Late.In(language, ("quantile", "max")));
        foreach (LoopLateness loop in info.Loops)
        {
            table.Row(loop.Name, $"{loop.P50Ms:0.00}", $"{loop.P99Ms:0.00}", $"{loop.MaxMs:0.00}");
        }

        return table.Build();
    }

    private static string KindOf(ListenerKind kind) => kind switch
    {
        ListenerKind.Grpc => "gRPC",
        ListenerKind.SipUdp => "SIP/UDP",
        ListenerKind.SipTcp => "SIP/TCP",
        _ => "RTP",
    };
}

using Mcu.Tests.Bench.Report;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Failover.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Bench.Failover;

/// <summary>
/// What rooms of real clients miss when the MCU that leads is cut off from all others, and runs on. In network namespaces, which need root.
/// </summary>
internal sealed class CutsBenchmark : IBenchmark
{
    private const int UsualRounds = 10, DetectMs = 150;

    /// <inheritdoc/>
    public string Name => "cuts";

    /// <inheritdoc/>
    public string Summary => "the MCU that leads is cut off from all others, amid rooms of baresip in network namespaces (root): gaps of sound, calls lost";

    /// <inheritdoc/>
    public bool OnlyWhenNamed => true;

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        try
        {
            Tools.Require("baresip", "ffmpeg", "gcc");
            NetworkNamespace.Require();
            using var group = new GroupProcesses(DetectMs);
            group.Start();
            Show([.. Enumerable.Range(1, context.Rounds(UsualRounds)).Select(round => Cut(group, round))], output);
        }
        catch (ResultStateException failed)
        {
            throw new BenchException(failed.Message); // the harness is that of the tests
        }
    }

    private static Round Cut(GroupProcesses group, int round)
    {
        BenchContext.Say($"cut {round}");
        group.MakeWhole();
        using var hall = new DistantRoom(group.PlaceOfFirst, group.Active, "tinh", group.RoomMedia, MeetingRooms.Red);
        using var distant = new DistantRoom(group.PlaceOfA, group.A, "mot", group.RoomMedia, MeetingRooms.Green);
        new TalkWatch(hall, distant).UntilHeard(30, Log);
        CascadeNode successor = group.PeerOf(group.FindActive());
        foreach (WideAreaLine line in group.LinesOf(group.Active))
        {
            line.Conditions = LineConditions.Cut;
        }

        var watch = new TalkWatch(hall, distant);
        watch.Until(30, () => successor.Group.Role == HaRole.Active, "the other MCU leads", Log);
        watch.BeginAnew();
        watch.UntilHeard(30, Log);
        return new Round(watch.LongestGaps[0].TotalMilliseconds, watch.LongestGaps[1].TotalMilliseconds, new[] { hall, distant }.Count(room => room.HasLostItsCall));

        string Log() => $"{hall.Log}\n{distant.Log}";
    }

    private static void Show(Round[] rounds, BenchOutput output)
    {
        var table = new BenchTable("The MCU that leads is cut off from all others: no sound, ms", "room", "p50", "p95", "max");
        foreach ((string room, Func<Round, double> gap) in new (string, Func<Round, double>)[] { ("province", round => round.Province), ("district", round => round.District) })
        {
            double[] sorted = [.. rounds.Select(gap).Order()];
            table.Add(room, Cell.Number(Spread.Percentile(sorted, 0.5)), Cell.Number(Spread.Percentile(sorted, 0.95)), Cell.Number(sorted[^1]));
        }

        output.Show(table
            .Note($"{rounds.Length} times; calls lost: {rounds.Sum(round => round.CallsLost)} of {2 * rounds.Length}. ha.detect: {DetectMs} ms.")
            .Note("By what each room has recorded, in steps of 50 ms: the longest time in which the other's tone is not heard; its own jitter buffer is in it."));
    }

    private sealed record Round(double Province, double District, int CallsLost);
}

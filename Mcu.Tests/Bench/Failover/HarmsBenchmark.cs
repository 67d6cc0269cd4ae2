using Mcu.Tests.Bench.Report;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Failover.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Bench.Failover;

/// <summary>
/// What rooms of real clients miss of whatever befalls a group in mid-meeting, again and again. In network namespaces, which need root.
/// </summary>
internal sealed class HarmsBenchmark(string name, string summary, int usualRounds, IReadOnlyList<Harm> harms) : IBenchmark
{
    private const int DetectMs = 150;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Summary => summary;

    /// <inheritdoc/>
    public bool OnlyWhenNamed => true;

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        try
        {
            Tools.Require("baresip", "ffmpeg", "gcc");
            NetworkNamespace.Require();
            using var group = new GroupProcesses(DetectMs, context.Program);
            group.Start();
            foreach (Harm harm in harms)
            {
                Show(harm, [.. Enumerable.Range(1, context.Rounds(usualRounds)).Select(round => Suffer(group, harm, round))], output);
            }
        }
        catch (ResultStateException failed)
        {
            throw new BenchException(failed.Message); // the harness is that of the tests
        }
    }

    private static Round Suffer(GroupProcesses group, Harm harm, int round)
    {
        BenchContext.Say($"{harm.Name}, {round}");
        group.MakeWhole();
        using var hall = new DistantRoom(group.PlaceOfFirst, group.Active, "tinh", group.RoomMedia, MeetingRooms.Red);
        using var distant = new DistantRoom(group.PlaceOfA, group.A, "mot", group.RoomMedia, MeetingRooms.Green);
        new TalkWatch(hall, distant).UntilHeard(30, Log);
        CascadeNode leader = group.FindActive(), next = harm.Leads == NextLead.TheOther ? group.PeerOf(leader) : leader;
        ulong term = leader.Group.Term;
        var watch = new TalkWatch(hall, distant);
        foreach (TimeSpan pause in harm.Steps(group))
        {
            watch.For(pause);
        }

        watch.Until(30, () => harm.Leads == NextLead.Either || next.Group.Role == HaRole.Active, $"{next.Id} leads", Log);
        watch.BeginAnew();
        watch.UntilHeard(30, Log);
        TimeSpan[] gaps = [.. watch.LongestGaps.Select(gap => gap > harm.Apart ? gap - harm.Apart : TimeSpan.Zero)];
        bool isNeedless = harm.Leads == NextLead.TheSame && leader.Group.Term != term;
        return new Round(gaps[0].TotalMilliseconds, gaps[1].TotalMilliseconds, new[] { hall, distant }.Count(room => room.HasLostItsCall), isNeedless);

        string Log() => $"{hall.Log}\n{distant.Log}";
    }

    private static void Show(Harm harm, Round[] rounds, BenchOutput output)
    {
        var table = new BenchTable($"The MCU that leads is {harm.Name}: no sound, ms", "room", "p50", "p95", "max");
        foreach ((string room, Func<Round, double> gap) in new (string, Func<Round, double>)[] { ("province", round => round.Province), ("district", round => round.District) })
        {
            double[] sorted = [.. rounds.Select(gap).Order()];
            table.Add(room, Cell.Number(Spread.Percentile(sorted, 0.5)), Cell.Number(Spread.Percentile(sorted, 0.95)), Cell.Number(sorted[^1]));
        }

        string needless = harm.Leads == NextLead.TheSame ? $" failovers that nobody needed: {rounds.Count(round => round.IsNeedless)};" : "";
        output.Show(table
            .Note($"{rounds.Length} times;{needless} calls lost: {rounds.Sum(round => round.CallsLost)} of {2 * rounds.Length}. ha.detect: {DetectMs} ms.")
            .Note("By what each room has recorded, in steps of 50 ms: the longest time in which the other's tone is not heard; its own jitter buffer is in it."));
    }

    private sealed record Round(double Province, double District, int CallsLost, bool IsNeedless);
}

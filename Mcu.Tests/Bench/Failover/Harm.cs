using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Failover.Processes;

namespace Mcu.Tests.Bench.Failover;

/// <summary>Something that befalls a group in mid-meeting.</summary>
/// <param name="Name">In a sentence about the MCU that leads, or about the group.</param>
/// <param name="Leads">Who leads after it.</param>
/// <param name="Steps">Does it, step by step; after each it is waited for so long.</param>
internal sealed record Harm(string Name, NextLead Leads, Func<GroupProcesses, IEnumerable<TimeSpan>> Steps)
{
    private const int Flaps = 15, FlapLost = 4, FlapBack = 10;
    private static readonly TimeSpan Flap = TimeSpan.FromMilliseconds(200), While = TimeSpan.FromSeconds(5), Slow = TimeSpan.FromMilliseconds(100);

    /// <summary>For how long the rooms cannot hear one another in any case; not counted.</summary>
    public TimeSpan Apart { get; private init; }

    /// <summary>The MCU that leads is cut off from all, and runs on.</summary>
    public static Harm CutOff { get; } = new("cut off from all others", NextLead.TheOther, group => Cut(group.LinesOf(group.Active)));

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<Harm> All { get; } =
    [
        new("killed (kill -9)", NextLead.TheOther, group => Do(group.Active.Kill)),
        new("standing still for 5 s, and back (SIGSTOP)", NextLead.TheOther, StandStill),
        CutOff,
        new("cut off from its standby only", NextLead.TheSame, group => Cut([group.Line(group.Active, group.PeerOf(group.Active))])),
        new("without its witness (kill -9)", NextLead.TheSame, group => Do(group.Witness.Kill)),
        new("with all wide-area lines cut for 5 s", NextLead.TheSame, LoseWideArea) { Apart = While },
        new("on a line to its standby that flaps, lost and back", NextLead.Either, FlapLine),
        new("killed, back, and its successor killed", NextLead.ThereAndBack, KillBoth),
        new("on a disk that takes 0.1 s a write, with acts", NextLead.TheSame, group => ActOn(group, [group.Active])),
        new("with all disks taking 0.1 s a write, with acts", NextLead.TheSame, group => ActOn(group, [group.First, group.Second, group.Witness])),
    ];

    private static IEnumerable<TimeSpan> Do(Action harm)
    {
        harm();
        yield return TimeSpan.Zero;
    }

    private static IEnumerable<TimeSpan> Cut(IEnumerable<WideAreaLine> lines)
    {
        Set(lines, LineConditions.Cut);
        yield return While;
    }

    private static IEnumerable<TimeSpan> StandStill(GroupProcesses group)
    {
        group.Active.Freeze();
        yield return While;
        group.Active.Thaw();
        yield return While;
    }

    private static IEnumerable<TimeSpan> LoseWideArea(GroupProcesses group)
    {
        WideAreaLine[] lines = [.. group.LinesOf(group.A), group.Line(group.First, group.Witness), group.Line(group.Second, group.Witness)];
        Set(lines, LineConditions.Cut);
        yield return While;
        Set(lines, LineConditions.Good);
        yield return TimeSpan.Zero;
    }

    private static IEnumerable<TimeSpan> FlapLine(GroupProcesses group)
    {
        WideAreaLine[] line = [group.Line(group.First, group.Second)];
        for (int turn = 0; turn < Flaps; turn++)
        {
            Set(line, turn % 2 == 0 ? LineConditions.Cut : LineConditions.Good);
            if (turn == FlapLost)
            {
                group.Active.Freeze();
            }
            else if (turn == FlapBack)
            {
                group.Active.Thaw();
            }

            yield return Flap;
        }

        Set(line, LineConditions.Good);
    }

    private static IEnumerable<TimeSpan> KillBoth(GroupProcesses group)
    {
        group.Active.Kill();
        yield return While;
        group.Active.Start();
        yield return While;
        group.PeerOf(group.Active).Kill();
        yield return TimeSpan.FromSeconds(2);
    }

    private static IEnumerable<TimeSpan> ActOn(GroupProcesses group, CascadeNode[] slow)
    {
        Array.ForEach(slow, member => group.DiskOf(member).Delay = Slow);
        for (int act = 1; act <= 5; act++)
        {
            Task acting = Task.Run(() => group.Active.SetGain(group.NewAct(), "tinh", -act));
            yield return TimeSpan.FromSeconds(1);
            acting.GetAwaiter().GetResult();
        }

        Array.ForEach(slow, member => group.DiskOf(member).Delay = TimeSpan.Zero);
    }

    private static void Set(IEnumerable<WideAreaLine> lines, LineConditions conditions)
    {
        foreach (WideAreaLine line in lines)
        {
            line.Conditions = conditions;
        }
    }
}

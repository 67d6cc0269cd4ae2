using Mcu.Node.Simulate;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Failover;

/// <summary>What takes too long for a test: a machine without a free processor, and failovers seen through the rooms' own frame numbers.</summary>
internal sealed class NemesesBenchmark : IBenchmark
{
    private const int UsualRounds = 5, UsualMinutes = 10;

    /// <inheritdoc/>
    public string Name => "nemeses";

    /// <inheritdoc/>
    public string Summary => "a group on processors that others keep busy (--minutes), frames that rooms do not see of one another when an MCU is killed";

    /// <inheritdoc/>
    public bool OnlyWhenNamed => true;

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        using var meeting = new WatchedMeeting(context);
        Kill(meeting, context.Rounds(UsualRounds), output);
        Crowd(meeting, context.Minutes(UsualMinutes), output);
    }

    private static void Kill(WatchedMeeting meeting, int rounds, BenchOutput output)
    {
        var table = new BenchTable("An MCU that leads is killed: frames of the other room", "room", "kill", "of room", "frames", "camera ms", "screen ms", "no picture ms", "no sound ms");
        for (int round = 1; round <= rounds; round++)
        {
            BenchContext.Say($"kill {round}");
            foreach (RoomGaps gaps in meeting.Kill())
            {
                table.Add(
                    gaps.Room.Name,
                    round,
                    gaps.Leap?.Room ?? -1,
                    $"{gaps.Leap?.From} – {gaps.Leap?.To}",
                    Cell.Number(gaps.Leap?.Unseen.TotalMilliseconds ?? double.NaN),
                    Cell.Number(gaps.Leap?.Between.TotalMilliseconds ?? double.NaN),
                    Cell.Number(gaps.Picture.TotalMilliseconds),
                    Cell.Number(gaps.Sound.TotalMilliseconds));
            }
        }

        output.Show(table
            .Note("From the last frame of a room that was shown to the first new one, by the bar code in the picture: by that room's camera, and on the screen. A room that is asked for a key frame begins its loop anew.")
            .Note($"{meeting.Describe()}; calls lost: {meeting.CallsLost}."));
    }

    private static void Crowd(WatchedMeeting meeting, int minutes, BenchOutput output)
    {
        using var crowd = new CpuCrowd();
        CrowdedTime time = meeting.Endure(TimeSpan.FromMinutes(minutes));
        var table = new BenchTable($"{minutes} minutes with {crowd.Count} programs that never rest (nice 0) beside the group", "what", "value");
        table.Add("term before and after", $"{time.TermBefore} – {time.TermAfter}");
        table.Add("failovers that nobody needed", time.Changes.Count(change => change.To == "active"));
        table.Add("gate closed for a while in the same term", $"{time.Lapses} times, {time.LongestLapse:0} ms at most");
        table.Add("acts kept", $"{time.ActsKept} of {time.ActsTried}, {time.LongestAct:0} ms at most");
        foreach (RoleChange change in time.Changes)
        {
            table.Add($"after {change.After.TotalSeconds:0.00} s: {change.Node}", $"{change.To} ({change.Cause})");
        }

        foreach (RoomGaps gaps in time.Gaps)
        {
            table.Add($"{gaps.Room.Name}: no sound, no picture at most", $"{gaps.Sound.TotalMilliseconds:0} ms, {gaps.Picture.TotalMilliseconds:0} ms");
        }

        output.Show(table
            .Note($"{meeting.Describe()}; calls lost: {meeting.CallsLost}.")
            .Note("Rooms, which decode, share the processors too: their gaps are those of the whole machine."));
    }
}

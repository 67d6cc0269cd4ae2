using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>A line that comes and goes, and an MCU that does.</summary>
public sealed class GroupFlappingTests : GroupTests
{
    private const int Turns = 15, LostAt = 4, BackAt = 10;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    [Test]
    public void LineBetweenBoth_ComingAndGoingWhileTheActiveIsLostAndBack_NoCallEndsAndOneSends()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        ulong term = Active.Group.Term;
        using SenderWatch senders = Group.WatchSenders();
        WideAreaLine line = Group.Line(Active, Standby);
        for (int turn = 0; turn < Turns; turn++)
        {
            line.Conditions = turn % 2 == 0 ? LineConditions.Cut : LineConditions.Good;
            Comes(turn);
            Within.Passes(Turn);
        }

        line.Conditions = LineConditions.Good;
        Within.Seconds(10, () => Group.Follows(Active) || Group.Follows(Standby), "one leads and one follows", Group.Describe);
        HearOneAnother(hall, distant);
        (string Sender, int Packets)[] turns = [.. senders.Turns];
        TestContext.Out.WriteLine($"           sent to rooms: {string.Join(", ", turns.Select(one => $"{one.Packets} by {one.Sender}"))}");
        Assert.That(turns, Has.Length.InRange(2, 1 + Leads(term)), "whoever sends leads, one after the other");
        Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, $"{hall.Log}\n{distant.Log}");
        Assert.That(Group.FindActive().Sites.Select(site => site.Id), Is.Unique);
    }

    private static void Comes(int turn)
    {
        if (turn == LostAt)
        {
            Active.Freeze();
        }
        else if (turn == BackAt)
        {
            Active.Thaw();
        }
    }

    // How often one of them began to lead since a term.
    private static int Leads(ulong since) =>
        new[] { Active, Standby }.Sum(node => node.Group.History.Count(change => change.To == HaRole.Active && change.Term > since));
}

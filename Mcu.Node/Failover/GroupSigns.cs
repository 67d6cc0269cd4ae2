using Mcu.Cascade.Consensus;
using Mcu.Node.Alarms;

namespace Mcu.Node.Failover;

/// <summary>What operators should know of a group before it is needed: that a failure of one more machine would stop the meetings.</summary>
internal static class GroupSigns
{
    /// <summary>What is wrong with a group, as one of its members sees it.</summary>
    /// <param name="group">Its name.</param>
    /// <param name="others">All other members, as configured.</param>
    /// <param name="view">What the member knows.</param>
    public static IEnumerable<AlarmSign> Of(string group, IEnumerable<string> others, ConsensusView view)
    {
        if (view.Fault is { } fault)
        {
            return [new AlarmSign(AlarmKind.GroupFault, group, ("cause", fault))];
        }

        // Only who leads hears of all.
        return view.Role == ConsensusRole.Leader ? others.SelectMany(other => SignOf(group, other, view)) : [];
    }

    private static IEnumerable<AlarmSign> SignOf(string group, string other, ConsensusView view)
    {
        ConsensusMember? member = view.Members.FirstOrDefault(known => known.Id == other);
        if (member is null)
        {
            yield return new AlarmSign(AlarmKind.GroupMemberOut, other, ("group", group));
        }
        else if (!member.IsReachable)
        {
            yield return new AlarmSign(AlarmKind.GroupMemberLost, other, ("group", group));
        }
    }
}

using Mcu.Cascade.Consensus;
using Mcu.Cascade.Replication;
using Mcu.Core.Time;
using Mcu.Node.Configuration;
using Mcu.Node.Loops;

namespace Mcu.Node.Failover;

/// <summary>Members of groups as the configuration names them.</summary>
internal static class ConsensusMembers
{
    /// <summary>A group's folder, for its log.</summary>
    public static string FolderOf(McuConfiguration configuration, string group) => Path.Combine(configuration.Data, "ha", group);

    /// <summary>This node's settings in its own group.</summary>
    public static ConsensusOptions Own(McuConfiguration configuration, ConsensusSecurity? security, ILogger log)
    {
        HaConfiguration ha = configuration.Ha;
        var self = new GroupMember(configuration.Node.Id, ha.Listen!.ToEndPoint());
        GroupMember peer = MemberOf(ha.Peers[0]);
        GroupMember[] pair = ha.Role == HaRole.Primary ? [self, peer] : [peer, self];
        return Options(configuration, ha.Group!, ha.Detect, [.. pair, MemberOf(ha.Witness!) with { IsWitness = true }], security, log);
    }

    /// <summary>This node as another group's witness.</summary>
    public static IConsensus Witness(McuConfiguration configuration, WitnessConfiguration group, ConsensusSecurity? security, ILogger log)
    {
        var self = new GroupMember(configuration.Node.Id, group.Listen.ToEndPoint(), IsWitness: true);
        return new ForcibleConsensus(Options(configuration, group.Group, group.Detect, [.. group.Members.Select(MemberOf), self], security, log), new ReplicatedStore());
    }

    private static ConsensusOptions Options(McuConfiguration configuration, string group, TimeSpan detection, GroupMember[] members, ConsensusSecurity? security, ILogger log) => new()
    {
        Self = configuration.Node.Id,
        Members = members,
        Folder = FolderOf(configuration, group),
        Clock = () => MonotonicClock.Now,
        Detection = detection,
        Security = security,
        OnNotice = notice => HaLog.Notice(log, group, notice),
    };

    private static GroupMember MemberOf(HaMember member) => new(member.Node, member.Address.ToEndPoint());
}

/// <summary>What HA groups log.</summary>
internal static partial class HaLog
{
    [LoggerMessage(1, LogLevel.Information, "Group {Group}: {Notice}")]
    public static partial void Notice(ILogger log, string group, string notice);

    [LoggerMessage(2, LogLevel.Warning, "Group {Group}: {Kind} {Details}")]
    public static partial void Role(ILogger log, string group, string kind, string details);
}

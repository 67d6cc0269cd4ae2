using Mcu.Cascade.Consensus;
using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover;

/// <summary>What the nodes of a group have in their configurations and folders, for tests with processes.</summary>
internal static class HaSections
{
    /// <summary>The section of an MCU of a group.</summary>
    public static string Member(string group, string role, int detectMs, GroupPlace here, string secret, GroupPlace peer, GroupPlace witness) =>
        $"ha: {{group: {group}, role: {role}, detect: {detectMs}ms, listen: '{here.Address}', secret: '{secret}', peers: [{Peer(peer)}], witness: {Peer(witness)}}}";

    /// <summary>The section of the witness of some groups.</summary>
    /// <param name="votes">Of each <see cref="Vote"/>.</param>
    public static string Witness(params string[] votes) => $"ha: {{witness_for: [{string.Join(", ", votes)}]}}";

    /// <summary>What a witness has of one group.</summary>
    public static string Vote(string group, int detectMs, GroupPlace here, params GroupPlace[] peers) =>
        $"{{group: {group}, detect: {detectMs}ms, listen: '{here.Address}', peers: [{string.Join(", ", peers.Select(Peer))}]}}";

    /// <summary>Has members ready for a new group.</summary>
    public static void Found(Premises premises, string group, params CascadeNode[] members)
    {
        foreach (CascadeNode member in members)
        {
            ConsensusFolder.Found(Path.Combine(premises.Folder, member.Id, "ha", group));
        }
    }

    /// <summary>Whether a member follows another that leads, and lacks nothing, as the one that leads says.</summary>
    public static bool Follows(CascadeNode member, CascadeNode active) =>
        member.Group.Role == HaRole.Standby && active.Group is { Role: HaRole.Active } group
        && group.Members.Single(other => other.Node == member.Id) is { Reachable: true, HasLag: true, Lag: 0 };

    private static string Peer(GroupPlace member) => $"{{node: {member.Id}, address: '{member.Address}'}}";
}

using Mcu.Cascade.Consensus;
using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover;

/// <summary>What the nodes of a group have in their configurations and folders, for tests with processes.</summary>
internal static class HaSections
{
    private const int Port = 7445;

    /// <summary>The section of an MCU of a group.</summary>
    public static string Member(
        string group, string role, int detectMs, Place place, string secret, (string Id, Place Place) peer, (string Id, Place Place) witness) =>
        $"ha: {{group: {group}, role: {role}, detect: {detectMs}ms, listen: '{At(place)}', secret: '{secret}', peers: [{Peer(peer)}], witness: {Peer(witness)}}}";

    /// <summary>The section of a group's witness.</summary>
    public static string Witness(string group, int detectMs, Place place, params (string Id, Place Place)[] peers) =>
        $"ha: {{witness_for: [{{group: {group}, detect: {detectMs}ms, listen: '{At(place)}', peers: [{string.Join(", ", peers.Select(Peer))}]}}]}}";

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

    private static string At(Place place) => $"{place.Address}:{Port}";

    private static string Peer((string Id, Place Place) member) => $"{{node: {member.Id}, address: '{At(member.Place)}'}}";
}

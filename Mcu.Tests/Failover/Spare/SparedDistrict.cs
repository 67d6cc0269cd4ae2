using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Spare;

/// <summary>A district with an MCU of its own, for which the spare machine stands by.</summary>
/// <param name="Unit">The group and the unit, and the id of the district's own MCU.</param>
/// <param name="Place">Where that and the district's rooms are.</param>
/// <param name="Own">The MCU that the configuration calls primary.</param>
/// <param name="Spare">The node on the spare machine.</param>
internal sealed record SparedDistrict(string Unit, Place Place, CascadeNode Own, CascadeNode Spare)
{
    /// <summary>A room of the district in the province's meeting.</summary>
    public string PathOf(DistantRoom room) => $"{Unit}/{room.Name}";

    /// <summary>Whether its own MCU leads, the spare's follows, the witness votes, and the province is linked to both.</summary>
    public bool IsWhole(CascadeNode province) =>
        HaSections.Follows(Spare, Own) && Own.Group.Members.Single(member => member.Witness).Reachable
        && IsUp(province, Own) && IsUp(province, Spare);

    private static bool IsUp(CascadeNode province, CascadeNode node) => province.Link(node.Id) is { State: LinkState.Up };
}

using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover;

/// <summary>Where a member of a group is.</summary>
/// <param name="Id">Its node id.</param>
/// <param name="Place">The building.</param>
/// <param name="Port">What it listens on for the group.</param>
internal sealed record GroupPlace(string Id, Place Place, int Port)
{
    /// <summary>A member with the usual port.</summary>
    public GroupPlace(string id, Place place)
        : this(id, place, NodePorts.Usual.Group)
    {
    }

    /// <summary>As configurations name its address.</summary>
    public string Address => $"{Place.Address}:{Port}";
}

namespace Mcu.Core.Bfcp;

/// <summary>What a participant wants of the floor.</summary>
public enum FloorServerEvent
{
    /// <summary>Nothing new.</summary>
    None,

    /// <summary>It asks for the floor: <see cref="FloorServer.Grant"/> gives it, now or later.</summary>
    Requested,

    /// <summary>It gives the floor back, withdraws its request, or is gone.</summary>
    Released,
}

namespace Mcu.Core.Srtp;

/// <summary>Whether media with a room is encrypted.</summary>
public enum SrtpPolicy
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>Where the room can.</summary>
    Optional,

    /// <summary>Always: a room that cannot is refused.</summary>
    Required,
}

namespace Mcu.Node.Simulate;

/// <summary>What is checked of a room.</summary>
public enum RoomCheck
{
    /// <summary>The call was answered and lasted until the room hung up.</summary>
    Joined,

    /// <summary>Sound came.</summary>
    Sound,

    /// <summary>Other rooms were heard when it was their turn.</summary>
    OthersHeard,

    /// <summary>The room did not hear itself.</summary>
    OwnVoiceAbsent,

    /// <summary>Pictures came that can be decoded; for rooms that do not decode, a key frame.</summary>
    Picture,

    /// <summary>Enough pictures a second.</summary>
    FrameRate,

    /// <summary>The picture never stood still.</summary>
    Freezes,

    /// <summary>Slides came to a second screen.</summary>
    Slides,

    /// <summary>Few packets were lost.</summary>
    Loss,
}

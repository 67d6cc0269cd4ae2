namespace Mcu.Core.Jitter;

/// <summary>What a frame from <see cref="PlayoutBuffer.Pull"/> is made of.</summary>
public enum PlayoutState
{
    /// <summary>Nothing has come yet, or for long: silence.</summary>
    Idle,

    /// <summary>The sender's sound.</summary>
    Playing,

    /// <summary>Some of the frame was lost or late, and was guessed.</summary>
    Concealing,

    /// <summary>The sender is silent (DTX), or has been lost for a while: comfort noise.</summary>
    Comfort,
}

namespace Mcu.Core.Mixing;

/// <summary>How a conference's sound is mixed.</summary>
public sealed record AudioMixerOptions
{
    /// <summary>How many of the loudest are heard at a time; feeds from other nodes come on top.</summary>
    public int HeardCount { get; init; } = 3;

    /// <summary>
    /// Sound without a voice in it (a tone, music, a fan) is heard only above this level, and only in a place that no
    /// voice wants.
    /// </summary>
    public float SteadySoundDbfs { get; init; } = -50f;

    /// <summary>When the active speaker changes.</summary>
    public ActiveSpeakerOptions Speaker { get; init; } = new();
}

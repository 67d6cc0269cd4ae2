using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>
/// What <see cref="MediaEngine.Close"/> takes: it ends at once, and is freed when no loop touches it any more. All calls are the
/// control loop's.
/// </summary>
public interface IClosableMedia
{
    /// <summary>Whether the receive loop has let go of it.</summary>
    bool IsQuiet { get; }

    /// <summary>Begins to end: nothing is received or sent from now on. Called again until it is quiet.</summary>
    void Stop(MediaResources resources);

    /// <summary>Whether a conference's loops may still touch it.</summary>
    bool IsUsedBy(ConferenceMedia conference);

    /// <summary>Gives back what it holds. No loop but those of the resources uses it any more.</summary>
    void Free(MediaResources resources, Instant now);
}

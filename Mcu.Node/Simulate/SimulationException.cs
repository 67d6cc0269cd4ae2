namespace Mcu.Node.Simulate;

/// <summary>Why a simulation cannot begin.</summary>
public enum SimulationFailure
{
    /// <summary>The video file cannot be read.</summary>
    VideoFile,

    /// <summary>The ffmpeg program is missing, which reads video files.</summary>
    NoFFmpeg,

    /// <summary>The target is not a SIP URI.</summary>
    Target,

    /// <summary>The target's host has no address.</summary>
    Host,

    /// <summary>No local UDP ports are left for media.</summary>
    Ports,
}

/// <summary>A simulation cannot begin.</summary>
/// <param name="failure">Why.</param>
/// <param name="subject">The file, address or program that it is about.</param>
/// <param name="cause">What the system says, in English.</param>
public sealed class SimulationException(SimulationFailure failure, string subject, string cause)
    : Exception($"{failure}: {subject}: {cause}")
{
    /// <summary>Why.</summary>
    public SimulationFailure Failure { get; } = failure;

    /// <summary>The file, address or program that it is about.</summary>
    public string Subject { get; } = subject;

    /// <summary>What the system says, in English.</summary>
    public string Cause { get; } = cause;
}

namespace Mcu.Node.Failover;

/// <summary>How one of the named pipelines tries.</summary>
/// <param name="Retries">Further attempts at most.</param>
/// <param name="Delay">Before the first of them; it doubles, give or take chance.</param>
/// <param name="AttemptLimit">For one attempt.</param>
/// <param name="TotalLimit">For all attempts and the waits between them.</param>
public sealed record PipelineLimits(int Retries, TimeSpan Delay, TimeSpan AttemptLimit, TimeSpan TotalLimit)
{
    /// <summary>Links are told: within what rooms hear as a gap, or not at all.</summary>
    public static readonly PipelineLimits Announce = new(3, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2));

    /// <summary>One call is adopted: SIP has retransmissions of its own, so an attempt is given time and few follow.</summary>
    public static readonly PipelineLimits Adopt = new(2, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));

    /// <summary>Pictures are asked for: often, since each moment without one is seen.</summary>
    public static readonly PipelineLimits KeyFrames = new(3, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2));

    /// <summary>A room of a lost node below is called: it may ring for half a minute, and is tried again later in any case.</summary>
    public static readonly PipelineLimits Orphans = new(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60));

    /// <summary>A recording goes on: a disk may be slow, and nobody waits.</summary>
    public static readonly PipelineLimits Recordings = new(5, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
}

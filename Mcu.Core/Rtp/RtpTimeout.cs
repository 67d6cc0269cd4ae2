using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>Notices that a peer has gone silent without a word.</summary>
public sealed class RtpTimeout(TimeSpan limit, Instant now)
{
    private Instant heardAt = now;

    /// <summary>When the silence becomes a time-out, if nothing comes before.</summary>
    public Instant Deadline => heardAt + limit;

    /// <summary>When the last packet came, or the watch began.</summary>
    public Instant HeardAt => heardAt;

    /// <summary>A valid packet came.</summary>
    public void Heard(Instant at) => heardAt = Instant.Later(heardAt, at);

    /// <summary>Whether the peer has been silent for the whole limit.</summary>
    public bool IsExpired(Instant at) => at >= Deadline;
}

using System.Net;

namespace Mcu.Node.Cascade.Media;

/// <summary>How a link's media run.</summary>
/// <param name="Addresses">Where the other side may reach this node, the likeliest first; at most 7.</param>
public sealed record LinkMediaOptions(IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>How long one key protects what is sent.</summary>
    public TimeSpan KeyLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the other side knows the tunnel, and probes; else media go by UDP to its likeliest address at once.</summary>
    public bool HasTunnel { get; init; } = true;

    /// <summary>Channels that the other side may have open.</summary>
    public int MaxOffered { get; init; } = 128;
}

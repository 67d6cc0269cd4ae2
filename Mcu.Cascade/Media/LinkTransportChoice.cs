using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Cascade.Media;

/// <summary>
/// Whether one side of a link sends its media by UDP or through the tunnel, from what the other side's heartbeats say of our
/// probes. UDP needs three probes in a row that arrived; it is left when none did for 400 ms while heartbeats came.
/// </summary>
/// <remarks>
/// A pause of the heartbeats themselves counts little: then the link's stream stands still, and the tunnel with it.
/// </remarks>
public sealed class LinkTransportChoice
{
    /// <summary>Probes that must arrive before UDP is used.</summary>
    public const int ProbesNeeded = 3;

    /// <summary>How long UDP is kept without a probe that arrived.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(200);

    private Instant heardAt = Instant.Never;
    private TimeSpan silence;
    private int inARow;

    /// <summary>The way for media now; the tunnel at first.</summary>
    public LinkTransport Transport { get; private set; } = LinkTransport.Tunnel;

    /// <summary>A heartbeat came. True when the way changes.</summary>
    /// <param name="arrived">It names a probe that none before it did.</param>
    /// <param name="now">The present.</param>
    public bool OnHeartbeat(bool arrived, Instant now)
    {
        TimeSpan step = now > heardAt ? now - heardAt : TimeSpan.Zero;
        heardAt = now;
        silence = arrived ? TimeSpan.Zero : silence + (step < LongestStep ? step : LongestStep);
        inARow = arrived ? inARow + 1 : silence < Patience ? inARow : 0;
        LinkTransport before = Transport;
        if (silence >= Patience)
        {
            Transport = LinkTransport.Tunnel;
        }
        else if (inARow >= ProbesNeeded)
        {
            Transport = LinkTransport.Udp;
        }

        return Transport != before;
    }
}

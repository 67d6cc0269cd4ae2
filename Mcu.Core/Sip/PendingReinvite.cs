using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>A re-INVITE of ours that waits for its turn.</summary>
internal sealed class PendingReinvite
{
    /// <summary>The offer; null asks for one.</summary>
    public SipBody? Offer { get; set; }

    /// <summary>It only refreshes the session timer.</summary>
    public bool IsRefresh { get; set; }

    /// <summary>Not before this.</summary>
    public Instant NotBefore { get; set; } = Instant.Distant;

    /// <summary>How often it was refused for the moment.</summary>
    public int Attempts { get; set; }

    /// <summary>The Min-SE that a 422 asked for.</summary>
    public uint MinSe { get; set; }
}

namespace Mcu.Core.Rtcp;

/// <summary>By what a peer limits the rate that we send.</summary>
public enum RateLimitKind
{
    /// <summary>SDP: b=TIAS or b=AS, or the level.</summary>
    Sdp,

    /// <summary>TMMBR: a demand.</summary>
    Tmmbr,

    /// <summary>REMB: an estimate.</summary>
    Remb,
}

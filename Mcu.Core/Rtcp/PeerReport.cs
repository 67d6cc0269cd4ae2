namespace Mcu.Core.Rtcp;

/// <summary>How our stream arrives at the peer.</summary>
/// <param name="Loss">Lost since the report before, 0 to 1.</param>
/// <param name="CumulativeLost">Packets lost since the start.</param>
/// <param name="Jitter">Interarrival jitter there.</param>
/// <param name="RoundTrip">Round trip time; null when the peer has not seen a sender report of ours.</param>
public readonly record struct PeerReport(double Loss, int CumulativeLost, TimeSpan Jitter, TimeSpan? RoundTrip);

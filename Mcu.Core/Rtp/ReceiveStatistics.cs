namespace Mcu.Core.Rtp;

/// <summary>How a stream arrives, as a reception report says it (RFC 3550 §6.4.1).</summary>
/// <param name="FractionLost">Lost since the report before, in 1/256.</param>
/// <param name="CumulativeLost">Expected less received since the start; clamped to a signed 24-bit number.</param>
/// <param name="HighestSequence">Highest sequence number with its wraps.</param>
/// <param name="Jitter">Interarrival jitter in units of the stream's clock.</param>
public readonly record struct ReceiveStatistics(byte FractionLost, int CumulativeLost, uint HighestSequence, uint Jitter);

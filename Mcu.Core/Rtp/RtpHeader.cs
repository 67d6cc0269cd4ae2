namespace Mcu.Core.Rtp;

/// <summary>The fields of a fixed RTP header that we send: no contributing sources, no extension, no padding.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Marker">Last packet of an access unit, or first after silence.</param>
/// <param name="Sequence">Sequence number.</param>
/// <param name="Timestamp">In units of the format's clock.</param>
/// <param name="Ssrc">Synchronization source.</param>
public readonly record struct RtpHeader(byte PayloadType, bool Marker, ushort Sequence, uint Timestamp, uint Ssrc);

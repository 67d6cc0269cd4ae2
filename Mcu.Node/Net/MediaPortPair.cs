namespace Mcu.Node.Net;

/// <summary>The two sockets of one media stream: RTP on an even port, RTCP on the odd one after it.</summary>
/// <param name="Rtp">For RTP.</param>
/// <param name="Rtcp">For RTCP.</param>
public sealed record MediaPortPair(UdpPort Rtp, UdpPort Rtcp);

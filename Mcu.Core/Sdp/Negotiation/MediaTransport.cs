namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Where one stream flows.</summary>
/// <param name="LocalPorts">Ours.</param>
/// <param name="RemoteAddress">
/// The peer's literal address; null while it hides it (<c>c=0.0.0.0</c>, the old hold): send nothing, keep what was latched.
/// </param>
/// <param name="RemoteRtpPort">The peer's RTP port.</param>
/// <param name="RemoteRtcpAddress">Where its RTCP goes: the RTP address unless <c>a=rtcp</c> names another; null as above.</param>
/// <param name="RemoteRtcpPort">The peer's RTCP port; the RTP port when multiplexed.</param>
/// <param name="RtcpMux">Both sides agreed to send RTCP on the RTP port.</param>
public sealed record MediaTransport(
    RtpPorts LocalPorts,
    string? RemoteAddress,
    int RemoteRtpPort,
    string? RemoteRtcpAddress,
    int RemoteRtcpPort,
    bool RtcpMux);

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The refusals that we give, by the codes of RFC 3261 §20.43.</summary>
internal static class Refusals
{
    public static readonly SdpRefusal AddressFormat = new(301, "Incompatible network address: give a literal unicast address of our family");
    public static readonly SdpRefusal Transport = new(302, "Incompatible transport protocol: offer RTP/AVP or RTP/AVPF");
    public static readonly SdpRefusal SrtpRequired = new(302, "Incompatible transport protocol: this conference requires SRTP, offer a=crypto (RFC 4568)");
    public static readonly SdpRefusal SrtpSuite = new(302, "Incompatible transport protocol: no usable a=crypto line, offer AES_CM_128_HMAC_SHA1_80");
    public static readonly SdpRefusal MediaType = new(304, "Media type not available: offer audio or video");
    public static readonly SdpRefusal AudioFormat = new(305, "Incompatible media format: no audio codec in common");
    public static readonly SdpRefusal VideoFormat = new(305, "Incompatible media format: no video codec in common");
}

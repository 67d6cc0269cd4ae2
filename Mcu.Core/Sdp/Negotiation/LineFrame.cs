namespace Mcu.Core.Sdp.Negotiation;

/// <summary>What all our m= lines have alike.</summary>
/// <param name="Ports">Our ports.</param>
/// <param name="Protocol"><c>RTP/AVP</c> or what was offered.</param>
/// <param name="Direction">From our side.</param>
/// <param name="RtcpMux">Whether to write <c>a=rtcp-mux</c>.</param>
internal sealed record LineFrame(RtpPorts Ports, string Protocol, MediaDirection Direction, bool RtcpMux)
{
    /// <summary>The profile that we offer; feedback lines stand beside it too, as rooms do (no AVPF: many refuse it).</summary>
    public const string OfferedProtocol = "RTP/AVP";

    /// <summary>The profile that we offer where nothing but SRTP will do.</summary>
    public const string OfferedSecureProtocol = "RTP/SAVP";

    /// <summary>Our keys.</summary>
    public IReadOnlyList<CryptoAttribute> Crypto { get; init; } = [];

    public MediaDescription Write(string media, List<string> formats, List<SdpAttribute> attributes, IReadOnlyList<Bandwidth> bandwidths)
    {
        if (Ports.Rtcp != Ports.Rtp + 1)
        {
            attributes.Add(new RtcpAttribute(Ports.Rtcp).ToAttribute());
        }

        if (RtcpMux)
        {
            attributes.Add(new SdpAttribute("rtcp-mux"));
        }

        attributes.AddRange(Crypto.Select(line => line.ToAttribute()));
        attributes.Add(new SdpAttribute(Direction.ToToken()));
        return new MediaDescription
        {
            Media = media,
            Port = Ports.Rtp,
            Protocol = Protocol,
            Formats = formats,
            Bandwidths = bandwidths,
            Attributes = attributes,
        };
    }
}

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A session that goes on at another address of ours: same session, formats and keys, other ports.</summary>
internal static class SessionMove
{
    /// <summary>Our description with another address and other ports, one version on (RFC 3264 §8).</summary>
    public static SessionDescription Move(SessionDescription local, string address, RtpPorts audio, RtpPorts video)
    {
        IEnumerable<MediaDescription> lines = local.Media.Select(line => line switch
        {
            { Port: 0 } => line,
            { IsAudio: true } => Move(line, audio), // at most one of each is ever agreed on
            { IsVideo: true } => Move(line, video),
            _ => LocalDescriptions.Disabled(line),
        });
        return local with
        {
            Origin = local.Origin with { Version = local.Origin.Version + 1 },
            Connection = Connection.For(address),
            Media = [.. lines],
        };
    }

    /// <summary>
    /// The peer's description with only those formats that our answer took: an offer holds more, and which of them were
    /// chosen is told by the answer alone.
    /// </summary>
    public static SessionDescription Chosen(SessionDescription offer, SessionDescription answer)
    {
        IEnumerable<MediaDescription> lines = offer.Media.Select((line, i) => i < answer.Media.Count
            ? line with { Formats = [.. line.Formats.Where(format => answer.Media[i].Formats.Contains(format, StringComparer.Ordinal))] }
            : line);
        return offer with { Media = [.. lines] };
    }

    private static MediaDescription Move(MediaDescription line, RtpPorts ports)
    {
        List<SdpAttribute> attributes = [.. line.Attributes.Where(attribute => attribute.Name != "rtcp")];
        if (ports.Rtcp != ports.Rtp + 1)
        {
            attributes.Add(new RtcpAttribute(ports.Rtcp).ToAttribute());
        }

        return line with { Port = ports.Rtp, Connection = null, Attributes = attributes };
    }
}

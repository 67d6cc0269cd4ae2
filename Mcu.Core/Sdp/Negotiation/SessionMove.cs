namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A session that goes on at another address of ours: same session, formats and keys, other ports.</summary>
internal static class SessionMove
{
    /// <summary>Our description with another address and other ports, one version on (RFC 3264 §8).</summary>
    public static SessionDescription Move(SessionDescription local, SessionDescription remote, string address, RtpPorts audio, RtpPorts video, RtpPorts? slides)
    {
        IEnumerable<MediaDescription> lines = local.Media.Select((line, i) => line switch
        {
            { Port: 0 } => line,
            { IsAudio: true } => Move(WithAgreedKey(line, i, remote), audio), // at most one of each is ever agreed on
            { IsVideo: true } when LineRoles.IsSlides(line) => slides is null ? LocalDescriptions.Disabled(line) : Move(WithAgreedKey(line, i, remote), slides),
            { IsVideo: true } => Move(WithAgreedKey(line, i, remote), video),
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

    // Of the keys that we offered the one that the peer took: it is to take no other this time.
    private static MediaDescription WithAgreedKey(MediaDescription line, int index, SessionDescription remote) =>
        index < remote.Media.Count && LineSecurity.Complete(line, remote.Media[index], out NegotiatedSrtp? agreed) is null && agreed is not null
            ? line with
            {
                Attributes = [.. line.Attributes.Where(attribute => attribute.Name != "crypto"), .. LineSecurity.LinesOf(agreed).Select(key => key.ToAttribute())],
            }
            : line;

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

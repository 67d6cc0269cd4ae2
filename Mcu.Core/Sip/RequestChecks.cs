using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>What a UAS inspects in a request before it serves it (RFC 3261 §8.2).</summary>
internal static class RequestChecks
{
    private static readonly SipHeader Allow = new(SipHeaderNames.Allow, SipMethods.Allowed);

    /// <summary>Null when the request can be served.</summary>
    public static SipAnswer? Inspect(SipMessage request) =>
        Method(request.Method) ?? Target(request) ?? Extensions(request) ?? Content(request);

    private static SipAnswer? Method(string method) => method switch
    {
        SipMethods.Invite or SipMethods.Ack or SipMethods.Bye or SipMethods.Cancel or SipMethods.Options
            or SipMethods.Info or SipMethods.Update or SipMethods.Prack => null,
        SipMethods.Refer => new SipAnswer(603),
        SipMethods.Subscribe or SipMethods.Notify => new SipAnswer(489, Allow), // RFC 6665 §4.1.3: no event package is served
        _ => new SipAnswer(SipMethods.IsKnown(method) ? 405 : 501, Allow),
    };

    // sips asks for TLS all the way, which these transports are not.
    private static SipAnswer? Target(SipMessage request) => request.RequestUri!.Scheme == "sip" ? null : new SipAnswer(416);

    private static SipAnswer? Extensions(SipMessage request) => SipCapabilities.NotUnderstood(request) is { Length: > 0 } unsupported
        ? new SipAnswer(420, new SipHeader(SipHeaderNames.Unsupported, unsupported))
        : null;

    private static SipAnswer? Content(SipMessage request)
    {
        if (request.Method is not (SipMethods.Invite or SipMethods.Update))
        {
            return null;
        }

        bool coded = request.Headers[SipHeaderNames.ContentEncoding] is { } coding
            && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase);
        if (coded || (request.Content is { } content && !content.Is(SipBody.SdpType)))
        {
            return new SipAnswer(415, new SipHeader(SipHeaderNames.Accept, SipBody.SdpType));
        }

        return TakesSdp(request.Headers) ? null : new SipAnswer(406);
    }

    // Without Accept, application/sdp is meant (RFC 3261 §20.1).
    private static bool TakesSdp(SipHeaders headers) =>
        headers[SipHeaderNames.Accept] is null
        || headers.List(SipHeaderNames.Accept)
            .Select(range => range.Split(';')[0].Trim())
            .Any(range => range.ToLowerInvariant() is SipBody.SdpType or "application/*" or "*/*");
}

using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>Makes responses from their requests (RFC 3261 §8.2.6).</summary>
internal sealed class ResponseBuilder(SipUserAgentOptions options)
{
    /// <summary>A response with the headers that every one has.</summary>
    /// <param name="tag">To's tag, where the request has none; null for 100.</param>
    public SipMessage Build(SipMessage request, int status, string? tag, string? reason = null, SipBody? body = null) =>
        SipMessage.Response(status, OneLine(reason) ?? SipStatus.Phrase(status), Headers(request, status, tag), body);

    /// <summary>A response within or towards a dialog: it also has Record-Route, Contact and what we can do (RFC 3261 §12.1.1).</summary>
    public SipMessage BuildForDialog(SipMessage request, int status, string tag, string contact, SipBody? body = null)
    {
        SipHeaders headers = Headers(request, status, tag);
        Copy(request, SipHeaderNames.RecordRoute, headers);
        headers.Add(SipHeaderNames.Contact, contact);
        if (status >= 200)
        {
            headers.Add(SipHeaderNames.Allow, SipMethods.Allowed).Add(SipHeaderNames.Supported, SipCapabilities.Supported);
        }

        return SipMessage.Response(status, SipStatus.Phrase(status), headers, body);
    }

    private static void Copy(SipMessage request, string name, SipHeaders headers)
    {
        foreach (SipHeader header in request.Headers.Items)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                headers.Add(header.Name, header.Value);
            }
        }
    }

    // A malformed request that is answered 400 may lack a header, or have it twice.
    private static void CopyFirst(SipMessage request, string name, SipHeaders headers)
    {
        if (request.Headers[name] is { } value)
        {
            headers.Add(name, value);
        }
    }

    private static string To(SipMessage request, string? tag)
    {
        string to = request.Headers[SipHeaderNames.To] ?? "";
        return tag is null || !NameAddress.TryParse(to, out NameAddress address) || address.Tag is not null ? to : $"{to};tag={tag}";
    }

    private static string? OneLine(string? reason) => reason is null || reason.AsSpan().ContainsAny('\r', '\n') ? null : reason;

    private SipHeaders Headers(SipMessage request, int status, string? tag)
    {
        var headers = new SipHeaders();
        Copy(request, SipHeaderNames.Via, headers);
        CopyFirst(request, SipHeaderNames.From, headers);
        if (request.Headers[SipHeaderNames.To] is not null)
        {
            headers.Add(SipHeaderNames.To, To(request, tag));
        }

        CopyFirst(request, SipHeaderNames.CallId, headers);
        CopyFirst(request, SipHeaderNames.CSeq, headers);
        if (status == 100)
        {
            CopyFirst(request, SipHeaderNames.Timestamp, headers);
        }

        return options.Product.Length == 0 ? headers : headers.Add(SipHeaderNames.Server, options.Product);
    }
}

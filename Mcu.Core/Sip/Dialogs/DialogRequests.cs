using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip.Dialogs;

/// <summary>Makes requests within a dialog (RFC 3261 §12.2.1.1).</summary>
internal sealed class DialogRequests(SipUserAgentOptions options, SipAddresses addresses)
{
    /// <summary>The dialog's next request.</summary>
    public SipMessage Next(DialogState dialog, SipFlow flow, string method, SipBody? body = null) =>
        Build(dialog, flow, method, ++dialog.LocalCSeq, body);

    /// <summary>The ACK for the 2xx to the INVITE of this number (RFC 3261 §13.2.2.4).</summary>
    public SipMessage Ack(DialogState dialog, SipFlow flow, uint number, SipBody? answer) =>
        Build(dialog, flow, SipMethods.Ack, number, answer);

    private static (SipUri Target, IEnumerable<string> Routes) Route(DialogState dialog)
    {
        SipUri target = SipUri.Parse(dialog.RemoteTarget);
        if (dialog.RouteSet is not [var first, ..] || NameAddress.Parse(first).Uri is not { } hop || hop.Parameters.Has("lr"))
        {
            return (target, dialog.RouteSet);
        }

        // A strict router wants itself in the Request-URI, and the target at the end.
        return (hop, dialog.RouteSet.Skip(1).Append($"<{target}>"));
    }

    private SipMessage Build(DialogState dialog, SipFlow flow, string method, uint number, SipBody? body)
    {
        (SipUri target, IEnumerable<string> routes) = Route(dialog);
        SipHeaders headers = new SipHeaders()
            .Add(SipHeaderNames.Via, addresses.NewVia(flow))
            .Add(SipHeaderNames.MaxForwards, "70");
        foreach (string route in routes)
        {
            headers.Add(SipHeaderNames.Route, route);
        }

        headers.Add(SipHeaderNames.From, Tagged(dialog.LocalUri, dialog.LocalTag))
            .Add(SipHeaderNames.To, Tagged(dialog.RemoteUri, dialog.RemoteTag))
            .Add(SipHeaderNames.CallId, dialog.CallId)
            .Add(SipHeaderNames.CSeq, new SipCSeq(number, method).ToString());
        if (method is SipMethods.Invite or SipMethods.Update)
        {
            headers.Add(SipHeaderNames.Contact, dialog.LocalContact)
                .Add(SipHeaderNames.Allow, SipMethods.Allowed)
                .Add(SipHeaderNames.Supported, SipCapabilities.Supported);
        }

        if (options.Product.Length > 0)
        {
            headers.Add(SipHeaderNames.UserAgent, options.Product);
        }

        return SipMessage.Request(method, target, headers, body);
    }

    private static string Tagged(string address, string tag) => tag.Length == 0 ? address : $"{address};tag={tag}";
}

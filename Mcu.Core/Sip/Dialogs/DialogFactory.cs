using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip.Dialogs;

/// <summary>Makes dialogs (RFC 3261 §12.1).</summary>
internal static class DialogFactory
{
    /// <summary>The dialog of a call that comes in.</summary>
    public static DialogState FromRequest(SipMessage invite, string localTag, string localContact, SipFlow flow) => new()
    {
        CallId = invite.CallId,
        LocalTag = localTag,
        RemoteTag = invite.From.Tag ?? "",
        LocalUri = WithoutTag(invite.To),
        RemoteUri = WithoutTag(invite.From),
        IsCaller = false,
        LocalContact = localContact,
        RemoteTarget = (invite.Contact?.Uri ?? invite.From.Uri).ToString(), // RFC 2543 allowed an INVITE without Contact
        RouteSet = invite.RecordRoute,
        RemoteCSeq = invite.CSeq.Number,
        PeerAllowsUpdate = AllowsUpdate(invite),
        RemoteDescription = invite.Body.ToArray(),
        Transport = flow.Transport,
        LocalAddress = flow.Local.ToString(),
        RemoteAddress = flow.Remote.ToString(),
    };

    /// <summary>The dialog of a call that we made and that was answered.</summary>
    public static DialogState FromResponse(SipMessage invite, SipMessage success, SipFlow flow) => new()
    {
        CallId = invite.CallId,
        LocalTag = invite.From.Tag ?? "",
        RemoteTag = success.To.Tag ?? "",
        LocalUri = WithoutTag(invite.From),
        RemoteUri = WithoutTag(success.To),
        IsCaller = true,
        LocalContact = invite.Headers[SipHeaderNames.Contact]!,
        RemoteTarget = (success.Contact?.Uri ?? invite.RequestUri!).ToString(),
        RouteSet = [.. success.RecordRoute.Reverse()],
        LocalCSeq = invite.CSeq.Number,
        PeerAllowsUpdate = AllowsUpdate(success),
        LocalDescription = invite.Body.ToArray(),
        RemoteDescription = success.Body.ToArray(),
        Transport = flow.Transport,
        LocalAddress = flow.Local.ToString(),
        RemoteAddress = flow.Remote.ToString(),
    };

    /// <summary>Takes the peer's new Contact and methods from a target refresh (RFC 3261 §12.2.1.2, §12.2.2).</summary>
    public static void RefreshTarget(DialogState dialog, SipMessage message)
    {
        dialog.RemoteTarget = message.Contact?.Uri.ToString() ?? dialog.RemoteTarget;
        dialog.PeerAllowsUpdate = message.Headers[SipHeaderNames.Allow] is null ? dialog.PeerAllowsUpdate : AllowsUpdate(message);
    }

    private static bool AllowsUpdate(SipMessage message) => message.Headers.Lists(SipHeaderNames.Allow, SipMethods.Update);

    private static string WithoutTag(NameAddress address) =>
        (address with { Parameters = address.Parameters.Without("tag") }).ToString();
}

using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Dialogs;

namespace Mcu.Node.Failover;

/// <summary>Dialogs, from the user agent's data to the record that a standby reads, and back.</summary>
public static class DialogMapping
{
    /// <summary>A dialog as it is written down.</summary>
    public static V1.Dialog ToProto(this DialogState dialog) => new()
    {
        CallId = dialog.CallId,
        LocalTag = dialog.LocalTag,
        RemoteTag = dialog.RemoteTag,
        LocalUri = dialog.LocalUri,
        RemoteUri = dialog.RemoteUri,
        IsCaller = dialog.IsCaller,
        LocalContact = dialog.LocalContact,
        RemoteTarget = dialog.RemoteTarget,
        RouteSet = { dialog.RouteSet },
        LocalCseq = dialog.LocalCSeq,
        Transport = dialog.Transport == SipTransport.Tcp ? V1.DialogTransport.Tcp : V1.DialogTransport.Udp,
        RemoteAddress = dialog.RemoteAddress,
        SourceAddress = dialog.SourceAddress,
        SessionInterval = dialog.SessionInterval,
        WeRefresh = dialog.WeRefresh,
        PeerAllowsUpdate = dialog.PeerAllowsUpdate,
    };

    /// <summary>The snapshot that a user agent adopts.</summary>
    public static DialogSnapshot ToSnapshot(this V1.DialogRecord record) => record.Phase switch
    {
        V1.DialogPhase.Confirmed when record.Dialog is not null => new DialogSnapshot(DialogPhase.Confirmed, StateOf(record)),
        V1.DialogPhase.Ended => new DialogSnapshot(DialogPhase.Ended, Dialog: null),
        _ => new DialogSnapshot(DialogPhase.Early, Dialog: null),
    };

    private static DialogState StateOf(V1.DialogRecord record)
    {
        V1.Dialog dialog = record.Dialog;
        return new DialogState
        {
            CallId = dialog.CallId,
            LocalTag = dialog.LocalTag,
            RemoteTag = dialog.RemoteTag,
            LocalUri = dialog.LocalUri,
            RemoteUri = dialog.RemoteUri,
            IsCaller = dialog.IsCaller,
            LocalContact = dialog.LocalContact,
            RemoteTarget = dialog.RemoteTarget,
            RouteSet = [.. dialog.RouteSet],
            LocalCSeq = dialog.LocalCseq,
            RemoteCSeq = dialog.HasRemoteCseq ? dialog.RemoteCseq : null,
            Transport = dialog.Transport == V1.DialogTransport.Tcp ? SipTransport.Tcp : SipTransport.Udp,
            RemoteAddress = dialog.RemoteAddress,
            SourceAddress = dialog.SourceAddress,
            SessionInterval = dialog.SessionInterval,
            WeRefresh = dialog.WeRefresh,
            PeerAllowsUpdate = dialog.PeerAllowsUpdate,
            LocalDescription = Encoding.UTF8.GetBytes(record.LocalDescription),
            RemoteDescription = Encoding.UTF8.GetBytes(record.RemoteDescription),
        };
    }
}

using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Conferences;

namespace Mcu.Node.Calls;

/// <summary>What a call tells of the room that it comes from: the same again is taken for the same room.</summary>
/// <param name="User">The user part of its address.</param>
/// <param name="Host">The host of its address, in lower case.</param>
/// <param name="ContactHost">The host of its Contact, in lower case.</param>
/// <param name="Source">Where its signalling comes from.</param>
public sealed record RoomIdentity(string User, string Host, string ContactHost, IPAddress Source)
{
    /// <summary>The room of a call; none of one that is not answered yet.</summary>
    public static RoomIdentity? Of(SipCall call) =>
        call.Dialog is { } dialog && NameAddress.TryParse(dialog.RemoteUri, out NameAddress room) && SipUri.TryParse(dialog.RemoteTarget, out SipUri contact)
            ? new RoomIdentity(room.Uri.User ?? "", Fold(room.Uri.Host), Fold(contact.Host), call.Flow.Remote.Address)
            : null;

    /// <summary>The call that a room lost, a crash or a cable ago, and now makes anew; none: it comes for the first time.</summary>
    public static LiveCall? FindLost(LiveConference conference, SipCall fresh) => Of(fresh) is { } room
        ? conference.Calls.FirstOrDefault(call => conference.State.Find(call.Site) is { IsPresent: true, SignalLost: true } && Of(call.Sip) == room)
        : null;

    private static string Fold(string host) => host.ToLowerInvariant();
}

using System.Net;
using System.Net.Sockets;
using Mcu.Core.Conferences;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Srtp;
using Mcu.Node.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Calls;

/// <summary>A site to call.</summary>
/// <param name="Conference">From where.</param>
/// <param name="Site">Its key.</param>
/// <param name="Title">Its name.</param>
/// <param name="Uri">Its address.</param>
public sealed record CallTarget(LiveConference Conference, string Site, string Title, SipUri Uri)
{
    /// <summary>Whether media with it is encrypted; null: as is known of it.</summary>
    public SrtpPolicy? Srtp { get; init; }

    /// <summary>Whether it comes in muted by the operators of this node.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Whether it is a site of a lost node below: it stays as it is unless its room answers.</summary>
    public bool IsOrphan { get; init; }
}

/// <summary>Finds out whom an operator means to call, and where that is.</summary>
public static class CallTargets
{
    private const int SipPort = 5060;
    private static readonly TimeSpan LookUpLimit = TimeSpan.FromSeconds(3);

    /// <summary>The site of a SIP URI, or of a name whose address the conference knows.</summary>
    public static ControlResult<CallTarget> Resolve(LiveConference conference, Control.SiteCall call)
    {
        if (SipUri.TryParse(call.Target, out SipUri uri) && uri.IsSip)
        {
            if (call.Site is { } key)
            {
                return Known(conference, key, uri, call);
            }

            string title = call.Name ?? uri.User ?? uri.Host;
            Participant? known = conference.State.Sites.FirstOrDefault(site => !site.IsPresent && site.Address == call.Target);
            return new CallTarget(conference, known?.Site ?? SiteNames.KeyFor(conference, title), call.Name ?? known?.Title ?? title, uri);
        }

        ControlResult<Participant> found = ControlLookup.Site(
            conference.State.Sites, call.Target, conference.State.Settings.Title, SiteKeys.Of);
        if (!found.TryGet(out Participant? named, out ControlError? error))
        {
            return error;
        }

        if (named.IsPresent)
        {
            return ControlErrors.SiteAlreadyConnected(named.Title, conference.State.Settings.Title);
        }

        return named.Address is { } address && SipUri.TryParse(address, out SipUri target)
            ? new CallTarget(conference, named.Site, call.Name ?? named.Title, target)
            : ControlErrors.SiteAddressUnknown(named.Title, conference.State.Settings.Title);
    }

    private static ControlResult<CallTarget> Known(LiveConference conference, string key, SipUri uri, Control.SiteCall call) =>
        conference.State.Find(key) is { IsPresent: true } present
            ? ControlErrors.SiteAlreadyConnected(present.Title, conference.State.Settings.Title)
            : new CallTarget(conference, key, call.Name ?? key, uri) { Srtp = call.Srtp, IsMuted = call.IsMuted };

    /// <summary>The address behind a URI; null when its host cannot be found in time.</summary>
    public static async Task<IPEndPoint?> LocateAsync(SipUri uri, CancellationToken cancel)
    {
        int port = uri.Port ?? SipPort;
        if (uri.TryGetAddress(out IPAddress literal))
        {
            return new IPEndPoint(literal, port);
        }

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(uri.Host, cancel).WaitAsync(LookUpLimit, cancel);
            return addresses.Length > 0 ? new IPEndPoint(addresses[0], port) : null;
        }
        catch (Exception missing) when (missing is SocketException or TimeoutException or ArgumentException)
        {
            return null;
        }
    }
}

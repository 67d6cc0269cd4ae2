using System.Net;
using Mcu.Core.Bfcp;
using Mcu.Core.Conferences;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Media;

namespace Mcu.Node.Calls;

/// <summary>
/// Floor control of one call's slides: what the room asks for is offered to its conference, and the room is told what the conference
/// decides. Belongs to the control loop.
/// </summary>
public sealed class CallFloor(LiveCall call, FloorAssociation association, FloorChannel channel)
{
    private readonly FloorServer server = new(association);
    private TransportAddress peer;
    private UInt128 signaling;

    /// <summary>Its socket.</summary>
    public FloorChannel Channel => channel;

    /// <summary>Whether the room uses it: from then on its slides are shown with the floor only.</summary>
    public bool IsUsed => server.HasSpoken;

    /// <summary>Takes where the room is, after an offer/answer.</summary>
    public void SetPeer(NegotiatedFloor agreed, IPAddress from)
    {
        signaling = TransportAddress.From(from, 0).Address;
        peer = IPAddress.TryParse(agreed.RemoteAddress, out IPAddress? address) ? TransportAddress.From(address, agreed.RemotePort) : peer;
    }

    /// <summary>Takes a datagram; one of a stranger is passed over. A room behind NAT is known by where its signalling comes from.</summary>
    public void Receive(byte[] datagram, TransportAddress from, Instant now)
    {
        if (from != peer && from.Address != signaling)
        {
            return;
        }

        server.Receive(datagram, now);
        if (IsUsed)
        {
            peer = from;
        }

        Follow(now);
    }

    /// <summary>Tells the conference what the room wants, the room what became of it, and again what was not acknowledged.</summary>
    public void Follow(Instant now)
    {
        server.Tick(now);
        LiveConference conference = call.Conference;
        if (IsUsed && conference.State.Find(call.Site) is { IsPresent: true } site)
        {
            if (server.Request != 0 != site.OffersSlides)
            {
                conference.OfferSlides(call.Site, server.Request != 0, now);
            }

            Decide(conference, now);
            server.Announce(conference.State.Presenter == call.Site ? null : ContentPlans.PresenterOf(conference), now);
        }

        while (server.TryTake(now, out ReadOnlyMemory<byte> datagram))
        {
            if (!peer.IsNone)
            {
                channel.Send(datagram.Span, peer);
            }
        }
    }

    private void Decide(LiveConference conference, Instant now)
    {
        if (server.Request != 0 && conference.State.Presenter is null && !conference.Links.HasContentAbove)
        {
            conference.Apply(new ConferenceCommand.Present(call.Site), now); // it waited for the word of a node that is gone
        }

        if (conference.State.Presenter == call.Site)
        {
            server.Grant(now);
        }
        else if (server.IsGranted || (server.Request != 0 && !conference.Links.HasContentAbove))
        {
            server.Revoke(now);
            conference.OfferSlides(call.Site, on: false, now);
        }
    }
}

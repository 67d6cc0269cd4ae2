using Mcu.Cascade.Media;
using Mcu.Core.Randomness;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// Keys and ways of a link: offers ours, takes theirs, and follows what heartbeats say of probes. Control loop's thread.
/// </summary>
/// <remarks>
/// A new key protects media only when the other side is known to have it: a probe under it arrived there. Who falls back to
/// the tunnel renews the key, since sequence numbers run on there: they must not meet the old key's packet counters again.
/// </remarks>
internal sealed class LinkRouting(
    LinkPath path, LinkProber prober, LinkOpeners openers, LinkMediaOptions options, IRandomSource random, Action<LinkEnvelope> send)
{
    private readonly LinkTransportChoice choice = new();
    private ulong confirmedRound;
    private ulong peerGeneration;
    private Instant renewAt = Instant.Never;
    private TransportAddress likeliest;

    /// <summary>How media go out now.</summary>
    public LinkTransport Transport => path.Route.Transport;

    /// <summary>Offers that made no sense.</summary>
    public long BadOffers { get; private set; }

    /// <summary>Says where we receive, and the key of what we send.</summary>
    public void Offer(Instant now)
    {
        renewAt = now + options.KeyLife;
        send(new LinkEnvelope { MediaOffer = PeerMedia.Write(path.NewestKey, options.Addresses, path.Port.Local.Port) });
    }

    /// <summary>Makes and offers a new key.</summary>
    public void Renew(Instant now)
    {
        path.NewestKey = LinkKey.Create(path.NewestKey.Generation + 1, random);
        Offer(now);
    }

    /// <summary>Renews the key when its time is over.</summary>
    public void Tick(Instant now)
    {
        if (now >= renewAt)
        {
            Renew(now);
        }
    }

    /// <summary>Takes where the other side receives, and its key. One that is not newer is passed over.</summary>
    public void OnOffer(MediaOffer offer)
    {
        if (PeerMedia.TryRead(offer, out PeerMedia? media) != PeerMediaError.None || media!.Key.Generation <= peerGeneration)
        {
            BadOffers++;
            return;
        }

        peerGeneration = media.Key.Generation;
        openers.Offer(media.Key);
        prober.Offer(media.Candidates);
        likeliest = media.Candidates.Count > 0 ? media.Candidates[0] : default;
    }

    /// <summary>Writes which probe of the other side came.</summary>
    public void Stamp(Heartbeat heartbeat)
    {
        heartbeat.Probe = prober.Seen(peerGeneration, out ulong generation);
        heartbeat.ProbeGeneration = heartbeat.Probe == 0 ? 0 : generation;
    }

    /// <summary>Takes what the other side says of our probes.</summary>
    public void OnHeartbeat(Heartbeat heartbeat, Instant now)
    {
        ulong round = ProbeNumbers.RoundOf(heartbeat.Probe);
        bool arrived = round > confirmedRound && round <= prober.Round && heartbeat.ProbeGeneration <= path.NewestKey.Generation;
        confirmedRound = arrived ? round : confirmedRound;
        if (!options.HasTunnel)
        {
            UseUdp(arrived ? prober.TargetOf(heartbeat.Probe) : path.Route.Target.IsNone ? likeliest : path.Route.Target);
            return; // an offer is up to a heartbeat ahead of the first packet under its key
        }

        bool changed = choice.OnHeartbeat(arrived, now);
        if (changed && choice.Transport == LinkTransport.Tunnel)
        {
            path.Route = LinkRoute.Tunnel;
            Renew(now);
        }
        else if (arrived && choice.Transport == LinkTransport.Udp && heartbeat.ProbeGeneration == path.NewestKey.Generation)
        {
            UseUdp(prober.TargetOf(heartbeat.Probe));
        }
    }

    private void UseUdp(TransportAddress target)
    {
        var next = new LinkRoute(LinkTransport.Udp, target, path.NewestKey);
        if (!target.IsNone && next != path.Route)
        {
            path.Route = next;
        }
    }
}

using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Media;
using Mcu.Node.Net;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// The media of one link between two nodes: one UDP port, the keys, and the channels of both sides. It lives as long as one attach;
/// a new attach has a new one. Belongs to the control loop, but for <see cref="TryTakeFromTunnel"/>.
/// </summary>
public sealed class LinkMedia : IClosableMedia
{
    // Sound and pictures share the port, and with it the mark and the buffer: room for key frames of several pictures.
    private static readonly UdpPortOptions Socket = new() { Dscp = Dscp.Video, ReceiveBufferBytes = 2 << 20, SendBufferBytes = 2 << 20 };

    private readonly MediaEngine engine;
    private readonly MediaPortPair ports;
    private readonly LinkPath path;
    private readonly LinkReceiver receiver;
    private readonly LinkRouting routing;
    private readonly LinkChannels channels;
    private readonly LinkChannelMaker maker;
    private readonly LinkMeter meter = new();
    private bool isClosed;
    private bool portEnds;

    private LinkMedia(MediaEngine engine, LinkMediaOptions options, ILinkTunnel tunnel, ILinkMediaEvents events, MediaPortPair ports)
    {
        (this.engine, this.ports) = (engine, ports);
        MediaResources resources = engine.Resources;
        path = new LinkPath(ports.Rtp, tunnel, LinkKey.Create(1, resources.Services.Random));
        var prober = new LinkProber(path);
        receiver = new LinkReceiver(prober);
        routing = new LinkRouting(path, prober, receiver.Openers, options, resources.Services.Random, events.Send);
        channels = new LinkChannels(receiver, resources.Services, events, options.MaxOffered);
        maker = new LinkChannelMaker(resources, path, receiver);
    }

    /// <summary>Channels of both sides.</summary>
    public IReadOnlyCollection<LinkChannel> Channels => channels.All;

    /// <summary>How media go out now.</summary>
    public LinkTransport Transport => routing.Transport;

    /// <summary>What went over the link in the second before the last <see cref="Tick"/>.</summary>
    public LinkTraffic Traffic => meter.Traffic;

    /// <summary>Datagrams of nobody, or that no key fits. Any thread.</summary>
    public long Refused => receiver.Refused;

    /// <summary>Offers of keys that made no sense.</summary>
    public long BadOffers => routing.BadOffers;

    /// <summary>The link's own UDP port.</summary>
    public TransportAddress Local => ports.Rtp.Local;

    /// <inheritdoc/>
    public bool IsQuiet => receiver.IsRemoved;

    /// <summary>
    /// Opens a link's port, of a pair of the node's media ports, and offers it to the other side; none, with the reason, when no port
    /// is to be had.
    /// </summary>
    public static LinkMedia? TryOpen(
        MediaEngine engine, LinkMediaOptions options, ILinkTunnel tunnel, ILinkMediaEvents events, Instant now, out MediaPortResult result)
    {
        MediaResources resources = engine.Resources;
        result = resources.Ports.TryOpen(Socket with { Gate = engine.Gate }, now, out MediaPortPair? ports);
        if (result != MediaPortResult.Opened)
        {
            return null;
        }

        ports!.Rtcp.Dispose(); // RTCP shares the port
        var media = new LinkMedia(engine, options, tunnel, events, ports);
        if (!resources.Receive.TryAdd(ports.Rtp, media.receiver))
        {
            ports.Rtp.Dispose();
            resources.Ports.Release(ports, now);
            result = MediaPortResult.SystemRefused;
            return null;
        }

        media.routing.Offer(now);
        return media;
    }

    /// <summary>Opens a meeting's sound, both ways.</summary>
    /// <param name="conference">This node's part of the meeting.</param>
    /// <param name="meeting">The meeting, by the root's id.</param>
    /// <param name="site">The key of the link's leg in the mix.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="CodecException">The decoder could not be made.</exception>
    public LinkSound OpenSound(ConferenceMedia conference, string meeting, string site, Instant now)
    {
        RtpStreamLine line = channels.NewLine(ChannelKind.Sound);
        LinkChannelPlace place = channels.NewPlace(ChannelKind.Sound, meeting, subscription: 0, line, conference);
        return channels.Offer(maker.MakeSound(place, line, LinkFormats.SoundPayloadType, site, now));
    }

    /// <summary>Opens a picture towards the other side.</summary>
    /// <param name="conference">This node's part of the meeting.</param>
    /// <param name="kind">Program or picture.</param>
    /// <param name="meeting">The meeting, by the root's id.</param>
    /// <param name="subscription">What a picture answers; 0 for the program.</param>
    /// <param name="maxBitsPerSecond">The most that is sent.</param>
    /// <param name="now">The present.</param>
    public LinkPictureOut OpenPicture(
        ConferenceMedia conference, ChannelKind kind, string meeting, uint subscription, int maxBitsPerSecond, Instant now)
    {
        RtpStreamLine line = channels.NewLine(kind);
        LinkChannelPlace place = channels.NewPlace(kind, meeting, subscription, line, conference);
        return channels.Offer(maker.MakePictureOut(place, line, maxBitsPerSecond, now));
    }

    /// <summary>Takes sound that the other side offers. Only from within <see cref="ILinkMediaEvents.OnOffered"/>.</summary>
    /// <exception cref="CodecException">The decoder could not be made.</exception>
    public LinkSound AcceptSound(ChannelOpen offer, ConferenceMedia conference, string site, Instant now)
    {
        RtpStreamLine line = channels.NewLine(offer.Kind);
        return channels.Accept(maker.MakeSound(LinkChannelPlace.Of(offer, line, conference), line, (byte)offer.PayloadType, site, now), offer);
    }

    /// <summary>Takes a picture that the other side offers. Only from within <see cref="ILinkMediaEvents.OnOffered"/>.</summary>
    /// <exception cref="CodecException">The decoder could not be made.</exception>
    public LinkPictureIn AcceptPicture(ChannelOpen offer, ConferenceMedia conference, Instant now)
    {
        RtpStreamLine line = channels.NewLine(offer.Kind);
        return channels.Accept(maker.MakePictureIn(LinkChannelPlace.Of(offer, line, conference), line, (byte)offer.PayloadType, now), offer);
    }

    /// <summary>Takes an envelope of the other side; false when it is not about media.</summary>
    public bool Receive(LinkEnvelope envelope, Instant now)
    {
        switch (envelope.BodyCase)
        {
            case LinkEnvelope.BodyOneofCase.Heartbeat:
                routing.OnHeartbeat(envelope.Heartbeat, now);
                return false; // the link's state needs it too
            case LinkEnvelope.BodyOneofCase.MediaOffer:
                routing.OnOffer(envelope.MediaOffer);
                return true;
            case LinkEnvelope.BodyOneofCase.ChannelOpen:
                channels.OnOpen(envelope.ChannelOpen);
                return true;
            case LinkEnvelope.BodyOneofCase.ChannelReply:
                channels.OnReply(envelope.ChannelReply);
                return true;
            case LinkEnvelope.BodyOneofCase.ChannelClose:
                channels.OnClose(envelope.ChannelClose);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Channels are told again, for the other side may have missed something: see <see cref="LinkChannels.TellAnew"/>.</summary>
    public void TellAnew() => channels.TellAnew();

    /// <summary>Completes a heartbeat that is about to be sent.</summary>
    public void Stamp(Heartbeat heartbeat) => routing.Stamp(heartbeat);

    /// <summary>The link's round trip time, as its heartbeats measure it: how long lost pictures are waited for.</summary>
    public void SetRoundTrip(TimeSpan roundTrip) => path.RoundTrip = roundTrip;

    /// <summary>Renews the key when its time is over, and measures; call about once a second.</summary>
    public void Tick(Instant now)
    {
        routing.Tick(now);
        meter.Sample(receiver.ReceivedBytes, path.SentBytes, channels.All, now);
    }

    /// <summary>Makes a new key for what this side sends; its packets change over without a gap.</summary>
    public void RenewKey(Instant now) => routing.Renew(now);

    /// <summary>Takes a packet that came through the tunnel; false when it is dropped for want of room. Any thread.</summary>
    public bool TryTakeFromTunnel(ReadOnlySpan<byte> packet)
    {
        if (packet.Length > PacketBuffer.Capacity || !engine.Resources.Packets.TryRent(out PacketBuffer? buffer))
        {
            return false;
        }

        packet.CopyTo(buffer.Bytes);
        buffer.Length = packet.Length;
        bool taken = receiver.TryTunnel(buffer);
        if (!taken)
        {
            buffer.Return();
        }

        return taken;
    }

    /// <summary>Closes a channel, and tells the other side unless that closed it. Take it out of the plans as well.</summary>
    public void Close(LinkChannel channel)
    {
        channels.Close(channel);
        if (channel.TryEnd())
        {
            engine.Close(channel, channel.Place.Conference);
        }
    }

    /// <summary>Closes the port and all channels, since the link is gone: the other side is told nothing. Take them out of the plans as well.</summary>
    public void Close()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        foreach (LinkChannel channel in channels.Clear())
        {
            Close(channel);
        }

        engine.Close(this, conference: null);
    }

    /// <inheritdoc/>
    public void Stop(MediaResources resources) => portEnds = portEnds || resources.Receive.TryRemove(ports.Rtp);

    /// <inheritdoc/>
    public bool IsUsedBy(ConferenceMedia conference) => false;

    /// <inheritdoc/>
    public void Free(MediaResources resources, Instant now)
    {
        receiver.Dispose();
        resources.Ports.Release(ports, now);
    }
}

using System.Net;
using Mcu.Cascade.Failover;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Randomness;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>
/// The node's media plane: the threads, the memory that packets live in, and the legs of all calls. Its methods belong to
/// the control loop.
/// </summary>
public sealed class MediaEngine : IDisposable
{
    private static readonly TimeSpan PortRest = TimeSpan.FromSeconds(2);

    private readonly List<ClosingMedia> closing = [];
    private readonly UdpPortOptions audioSocket;
    private readonly UdpPortOptions videoSocket;

    /// <summary>Starts the threads.</summary>
    public MediaEngine(MediaEngineOptions options, ICodecFactory codecs, IRandomSource random, ILoopObserver observer)
    {
        PortRange = options.Ports;
        Gate = options.Gate;
        audioSocket = UdpPortOptions.Audio with { Gate = options.Gate };
        videoSocket = UdpPortOptions.Video with { Gate = options.Gate };
        var packets = new PacketPool(options.MaxPackets);
        var receive = new UdpReceiveLoop(new UdpReceiveOptions(), packets, observer);
        Audio = new AudioLoop(observer);
        Resources = new MediaResources(
            codecs,
            packets,
            new AccessUnitPool(options.MaxAccessUnits),
            new MediaPorts(options.Address, new PortAllocator(options.Ports, random, PortRest)),
            new MediaStreamServices(
                new NtpClock(MonotonicClock.Now, DateTimeOffset.UtcNow), $"{random.NextHex(64)}@mcu", random, new UdpSendBatch()),
            receive,
            new PacerLoop(observer),
            [.. Enumerable.Range(1, options.DecodeWorkers).Select(number => new DecodeWorker(number, observer))]);
        receive.Start();
    }

    /// <summary>What media are made of and run on.</summary>
    public MediaResources Resources { get; }

    /// <summary>Where codecs come from.</summary>
    public ICodecFactory Codecs => Resources.Codecs;

    /// <summary>Receives all media.</summary>
    public UdpReceiveLoop Receive => Resources.Receive;

    /// <summary>Mixes all conferences.</summary>
    public AudioLoop Audio { get; }

    /// <summary>Sends all pictures.</summary>
    public PacerLoop Pacer => Resources.Pacer;

    /// <summary>Legs and links' channels that are closed but still used by a loop.</summary>
    public int ClosingLegs => closing.Count;

    /// <summary>Packet buffers in use. Any thread.</summary>
    public int PacketsInUse => Resources.Packets.Rented;

    /// <summary>Port pairs in use.</summary>
    public int PortsInUse => Resources.Ports.Taken;

    /// <summary>Port pairs that there are.</summary>
    public int PortPairs => Resources.Ports.Capacity;

    /// <summary>The datagrams of media in sum. Any thread.</summary>
    public UdpTally Udp => Resources.Ports.Tally;

    /// <summary>The ports of media.</summary>
    public PortRange PortRange { get; }

    /// <summary>In front of every send of media; none: a node without a standby.</summary>
    public EgressGate? Gate { get; }

    /// <summary>Opens a call's sockets, or says why not.</summary>
    public MediaPortResult TryOpenPorts(Instant now, out LegPorts? opened)
    {
        opened = null;
        MediaPortResult result = Resources.Ports.TryOpen(audioSocket, now, out MediaPortPair? audio);
        if (result != MediaPortResult.Opened)
        {
            return result;
        }

        result = Resources.Ports.TryOpen(videoSocket, now, out MediaPortPair? video);
        if (result != MediaPortResult.Opened)
        {
            Discard(audio!, now);
            return result;
        }

        opened = new LegPorts(audio!, video!);
        return result;
    }

    /// <summary>Opens the sockets of a call's slides; none: no ports are free.</summary>
    public MediaPortPair? TryOpenSlidesPorts(Instant now) =>
        Resources.Ports.TryOpen(videoSocket, now, out MediaPortPair? slides) == MediaPortResult.Opened ? slides : null;

    /// <summary>Closes sockets that no leg was made of. Their ports rest from an instant on.</summary>
    public void Discard(LegPorts unused, Instant from)
    {
        Discard(unused.Audio, from);
        Discard(unused.Video, from);
    }

    /// <summary>Closes a pair of sockets that nothing was made of. Its ports rest from an instant on.</summary>
    public void Discard(MediaPortPair pair, Instant now)
    {
        pair.Rtp.Dispose();
        pair.Rtcp.Dispose();
        Resources.Ports.Release(pair, now);
    }

    /// <summary>The lines of a new call.</summary>
    public LegLines NewLines(int audioClockRate) =>
        new(new RtpStreamLine(audioClockRate, Resources.Services.Random), new RtpStreamLine(RtpClock.Video, Resources.Services.Random));

    /// <summary>Makes the media of a call and starts to receive. Sockets that the session does not use are closed.</summary>
    /// <exception cref="CodecException">A codec could not be made; the sockets are closed.</exception>
    public MediaLeg CreateLeg(LegRequest request, LegPorts legPorts, Instant now)
    {
        LegSound? sound = null;
        try
        {
            sound = request.Session.Audio is { } audio ? CreateSound(request, audio, legPorts.Audio, now) : null;
            LegPicture? picture = request.Session.Video is { } video ? CreatePicture(PictureOf(request, video), legPorts.Video, now) : null;
            var leg = new MediaLeg(request.Site, legPorts, sound, picture);
            leg.SetPeer(request.Session, request.Signaling);
            leg.Start(Receive);
            DiscardUnused(leg, now);
            return leg;
        }
        catch (CodecException)
        {
            sound?.Stream.Dispose();
            sound?.Sockets.Security?.Dispose();
            Discard(legPorts, now);
            throw;
        }
    }

    /// <summary>A line of pictures for the whole of a call.</summary>
    public RtpStreamLine NewPictureLine() => new(RtpClock.Video, Resources.Services.Random);

    /// <summary>Makes the slides of a call and starts to receive.</summary>
    /// <exception cref="CodecException">A codec could not be made; the sockets are closed.</exception>
    public SlidesLeg CreateSlides(PictureRequest request, IPAddress signaling, MediaPortPair ports, Instant now)
    {
        try
        {
            var slides = new SlidesLeg(CreatePicture(request, ports, now));
            slides.SetPeer(request.Agreed, signaling);
            slides.Sockets.Start(Receive, slides.Stream);
            return slides;
        }
        catch (CodecException)
        {
            Discard(ports, now);
            throw;
        }
    }

    /// <summary>Closes a leg or a channel: its way in and out at once, its memory when no loop uses it any more.</summary>
    /// <param name="media">What ends.</param>
    /// <param name="conference">The conference whose plans name it, or have; none: no plan ever did.</param>
    public void Close(IClosableMedia media, ConferenceMedia? conference)
    {
        media.Stop(Resources);
        closing.Add(new ClosingMedia(media, conference));
    }

    /// <summary>Frees what was closed and nobody uses any more; call a few times a second.</summary>
    public void Reap(Instant now) => closing.RemoveAll(entry => TryFree(entry, now));

    /// <inheritdoc/>
    public void Dispose()
    {
        Receive.Dispose();
        Pacer.Dispose();
        Audio.Dispose();
        closing.ForEach(entry => entry.Media.Free(Resources, MonotonicClock.Now)); // no loop uses anything any more
        closing.Clear();
        foreach (DecodeWorker worker in Resources.Workers)
        {
            worker.Dispose();
        }
    }

    private LegSound CreateSound(LegRequest request, NegotiatedAudio agreed, MediaPortPair pair, Instant now)
    {
        AudioStreamFormat format = AudioStreamFormat.Of(agreed);
        var receive = new AudioReceivePath(format.Receive, Codecs, request.OnDigit);
        var guard = new FloodGuard(packetsPerSecond: 400, bitsPerSecond: 1_000_000);
        StreamSecurity? before = request.Previous?.AudioSockets?.Security;
        var security = StreamSecurity.Of(agreed.Srtp, request.Lines.Audio, before, request.IsAdopted);
        var sockets = new StreamSockets(pair, guard, Resources.Services.PacerBatch, security);
        return new LegSound(
            sockets, new AudioStream(sockets.Carrier, format, request.Lines.Audio, receive, request.Site, Resources.Services, now));
    }

    private static PictureRequest PictureOf(LegRequest request, NegotiatedVideo agreed) =>
        new(agreed, request.Lines.Video, request.MaxBitsPerSecond, request.OnKeyFrameByInfo)
        {
            Before = request.Previous?.VideoSockets?.Security,
            IsAdopted = request.IsAdopted,
        };

    private LegPicture CreatePicture(PictureRequest request, MediaPortPair pair, Instant now)
    {
        NegotiatedVideo agreed = request.Agreed;
        VideoStreamFormat format = VideoStreamFormat.Of(agreed, request.MaxBitsPerSecond);
        VideoReceivePath receive = Resources.CreateVideoReceive(
            format.Codec, format.ReceivePayloadTypes, agreed.H264?.ParameterSets ?? [], out DecodeWorker worker);
        var security = StreamSecurity.Of(agreed.Srtp, request.Line, request.Before, request.IsAdopted);
        var sockets = new StreamSockets(pair, new FloodGuard(), Resources.Services.PacerBatch, security);
        var stream = new VideoStream(
            sockets.Carrier,
            format,
            request.MaxBitsPerSecond,
            request.Line,
            receive,
            Resources.Packets,
            request.OnKeyFrameByInfo,
            Resources.Services,
            now);
        Pacer.Add(stream.Send);
        return new LegPicture(sockets, stream, worker);
    }

    private void DiscardUnused(MediaLeg leg, Instant now)
    {
        if (leg.Audio is null)
        {
            Discard(leg.Ports.Audio, now);
        }

        if (leg.Video is null)
        {
            Discard(leg.Ports.Video, now);
        }
    }

    private bool TryFree(ClosingMedia entry, Instant now)
    {
        entry.Media.Stop(Resources);
        if (!entry.Media.IsQuiet || (entry.Conference is { } conference && entry.Media.IsUsedBy(conference)))
        {
            return false;
        }

        entry.Media.Free(Resources, now);
        return true;
    }

    private sealed record ClosingMedia(IClosableMedia Media, ConferenceMedia? Conference);
}

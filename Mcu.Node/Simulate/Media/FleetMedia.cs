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
using Mcu.Node.Media;
using Mcu.Node.Net;
using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate.Sound;
using MediaPorts = Mcu.Node.Net.MediaPorts;

namespace Mcu.Node.Simulate.Media;

/// <summary>What the media of all rooms share: ports, the receive loop, decode threads, memory. The phone's loop makes and closes media.</summary>
internal sealed class FleetMedia : IDisposable
{
    private const int PacketsPerRoom = 400;
    private const int UnitsPerDecoder = 96;

    private readonly FleetOptions options;
    private readonly ICodecFactory codecs;
    private readonly IRandomSource random = new OsRandom();
    private readonly NtpClock ntp = new(MonotonicClock.Now, DateTimeOffset.UtcNow);
    private readonly UdpSendBatch batch = new();
    private readonly AccessUnitPool units;
    private readonly MediaPorts ports;
    private readonly UdpReceiveLoop receive;
    private readonly WatchWorker[] workers;
    private readonly List<RoomMedia> closed = [];
    private int decoders;

    /// <summary>Starts the threads.</summary>
    public FleetMedia(FleetOptions options, int decodingRooms, ICodecFactory codecs, ILoopObserver observer)
    {
        this.options = options;
        this.codecs = codecs;
        Packets = new PacketPool(1024 + (PacketsPerRoom * options.Rooms));
        units = new AccessUnitPool(UnitsPerDecoder * Math.Max(1, decodingRooms));
        ports = new MediaPorts(options.LocalAddress, new PortAllocator(options.MediaPorts, random, TimeSpan.FromSeconds(2)));
        receive = new UdpReceiveLoop(new UdpReceiveOptions(), Packets, observer);
        receive.Start();
        int threads = Math.Min(Environment.ProcessorCount, decodingRooms);
        workers = [.. Enumerable.Range(1, threads).Select(number => new WatchWorker(number, observer))];
    }

    /// <summary>Memory of packets.</summary>
    public PacketPool Packets { get; }

    /// <summary>Random bits.</summary>
    public IRandomSource Random => random;

    /// <summary>Opens a room's sockets; null when no ports are left.</summary>
    public (MediaPortPair Audio, MediaPortPair Video)? TryOpenPorts(Instant now)
    {
        if (ports.TryOpen(UdpPortOptions.Audio, now, out MediaPortPair? audio) != MediaPortResult.Opened)
        {
            return null;
        }

        if (ports.TryOpen(UdpPortOptions.Video, now, out MediaPortPair? video) == MediaPortResult.Opened)
        {
            return (audio!, video!);
        }

        Discard(audio!, now);
        return null;
    }

    /// <summary>Opens the sockets of a room's second screen; null when no ports are left.</summary>
    public MediaPortPair? TryOpenSlides(Instant now) =>
        ports.TryOpen(UdpPortOptions.Video, now, out MediaPortPair? slides) == MediaPortResult.Opened ? slides : null;

    /// <summary>Closes sockets that nothing was made of.</summary>
    public void Discard(MediaPortPair pair, Instant now)
    {
        pair.Rtp.Dispose();
        pair.Rtcp.Dispose();
        ports.Release(pair, now);
    }

    /// <summary>Makes a room's sound.</summary>
    public RoomAudio CreateAudio(NegotiatedAudio agreed, MediaPortPair pair, SoundProbe probe, string cname, Instant now)
    {
        AudioReceiveFormat format = AudioStreamFormat.Of(agreed).Receive;
        var path = new AudioReceivePath(format, codecs, onDigit: static _ => { });
        var guard = new FloodGuard(packetsPerSecond: 400, bitsPerSecond: 1_000_000);
        var line = new RtpStreamLine(agreed.ClockRate, random);
        var sockets = new StreamSockets(pair, guard, batch, StreamSecurity.Of(agreed.Srtp, line));
        return new RoomAudio(sockets, line, path, probe, Services(cname), now);
    }

    /// <summary>Makes a room's picture.</summary>
    public RoomVideo CreateVideo(
        NegotiatedVideo agreed, MediaPortPair pair, VideoWatch watch, PictureClip? clip, string cname, Action requestByInfo, Instant now)
    {
        var payloadType = (byte)agreed.ReceiveFormats[0].PayloadType;
        var line = new RtpStreamLine(RtpClock.Video, random);
        IPictureReceiver receiver = watch.Inspector is null
            ? new PacketReceiver(watch.Log, watch.Rhythm)
            : CreateDecoder(agreed.Codec, payloadType, watch);
        ClipPlayer? player = clip is null ? null : new ClipPlayer(clip, line);
        var guard = new FloodGuard(packetsPerSecond: 4000, bitsPerSecond: 40_000_000);
        var sockets = new StreamSockets(pair, guard, batch, StreamSecurity.Of(agreed.Srtp, line));
        return new RoomVideo(sockets, line, payloadType, receiver, player, requestByInfo, Services(cname), now);
    }

    /// <summary>Begins to receive. After the peer is known: what comes from strangers is refused.</summary>
    public void Start(RoomMedia media)
    {
        media.Audio?.Sockets.Start(receive, media.Audio);
        media.Video?.Sockets.Start(receive, media.Video);
        media.Slides?.Sockets.Start(receive, media.Slides);
    }

    /// <summary>Closes a room's sockets. Its memory is freed with the fleet, since loops may still be in it.</summary>
    /// <param name="media">What was made of them; null: nothing was.</param>
    /// <param name="opened">The sockets; null: they are closed.</param>
    /// <param name="now">The present.</param>
    public void Close(RoomMedia? media, (MediaPortPair Audio, MediaPortPair Video)? opened, Instant now)
    {
        if (opened is not { } open)
        {
            return;
        }

        Close(media?.Audio?.Sockets, open.Audio, now);
        Close(media?.Video?.Sockets, open.Video, now);
        if (media is not null)
        {
            closed.Add(media);
        }
    }

    /// <summary>Closes the sockets of a room's second screen.</summary>
    public void CloseSlides(RoomMedia? media, MediaPortPair opened, Instant now) => Close(media?.Slides?.Sockets, opened, now);

    /// <summary>Ends the threads and frees everything. After the send loop has ended.</summary>
    public void Dispose()
    {
        receive.Dispose();
        foreach (RoomMedia media in closed)
        {
            media.Audio?.Dispose();
            media.Audio?.Sockets.Security?.Dispose();
            media.Video?.Sockets.Security?.Dispose();
            media.Slides?.Sockets.Security?.Dispose();
        }

        foreach (WatchWorker worker in workers)
        {
            worker.Dispose();
        }
    }

    private void Close(StreamSockets? sockets, MediaPortPair pair, Instant now)
    {
        if (sockets is null)
        {
            Discard(pair, now);
            return;
        }

        sockets.Stop(receive);
        ports.Release(pair, now);
    }

    private DecodingReceiver CreateDecoder(VideoCodec codec, byte payloadType, VideoWatch watch)
    {
        WatchWorker worker = workers[decoders++ % workers.Length];
        var receiver = new DecodingReceiver(codecs, codec, payloadType, watch.Log, watch.Inspector!, units, worker.Wake);
        worker.Add(receiver);
        return receiver;
    }

    private MediaStreamServices Services(string cname) => new(ntp, cname, random, batch);
}

/// <summary>What follows a room's picture.</summary>
/// <param name="Log">Packets.</param>
/// <param name="Rhythm">Frame rate and freezes.</param>
/// <param name="Inspector">Decoded pictures; null: they are not decoded.</param>
internal sealed record VideoWatch(PictureLog Log, PictureRhythm Rhythm, PictureInspector? Inspector);

/// <summary>The media of one room's call.</summary>
/// <param name="Audio">Sound; null when refused.</param>
/// <param name="Video">Picture; null when refused.</param>
internal sealed record RoomMedia(RoomAudio? Audio, RoomVideo? Video)
{
    /// <summary>Slides; null when refused, or without a second screen.</summary>
    public RoomVideo? Slides { get; init; }
}

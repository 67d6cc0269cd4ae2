using System.Net;
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

    private readonly List<ClosingLeg> closing = [];
    private readonly DecodeWorker[] workers;
    private readonly PacketPool packets;
    private readonly AccessUnitPool units;
    private readonly MediaPorts ports;
    private readonly MediaStreamServices services;

    /// <summary>Starts the threads.</summary>
    public MediaEngine(MediaEngineOptions options, ICodecFactory codecs, IRandomSource random, ILoopObserver observer)
    {
        Codecs = codecs;
        PortRange = options.Ports;
        packets = new PacketPool(options.MaxPackets);
        units = new AccessUnitPool(options.MaxAccessUnits);
        ports = new MediaPorts(options.Address, new PortAllocator(options.Ports, random, PortRest));
        services = new MediaStreamServices(
            new NtpClock(MonotonicClock.Now, DateTimeOffset.UtcNow), $"{random.NextHex(64)}@mcu", random, new UdpSendBatch());
        Receive = new UdpReceiveLoop(new UdpReceiveOptions(), packets, observer);
        Receive.Start();
        Audio = new AudioLoop(observer);
        Pacer = new PacerLoop(observer);
        workers = [.. Enumerable.Range(1, options.DecodeWorkers).Select(number => new DecodeWorker(number, observer))];
    }

    /// <summary>Where codecs come from.</summary>
    public ICodecFactory Codecs { get; }

    /// <summary>Receives all media.</summary>
    public UdpReceiveLoop Receive { get; }

    /// <summary>Mixes all conferences.</summary>
    public AudioLoop Audio { get; }

    /// <summary>Sends all pictures.</summary>
    public PacerLoop Pacer { get; }

    /// <summary>Legs that are closed but still used by a loop.</summary>
    public int ClosingLegs => closing.Count;

    /// <summary>Packet buffers in use. Any thread.</summary>
    public int PacketsInUse => packets.Rented;

    /// <summary>Port pairs in use.</summary>
    public int PortsInUse => ports.Taken;

    /// <summary>Port pairs that there are.</summary>
    public int PortPairs => ports.Capacity;

    /// <summary>The ports of media.</summary>
    public PortRange PortRange { get; }

    /// <summary>Opens a call's sockets, or says why not.</summary>
    public MediaPortResult TryOpenPorts(Instant now, out LegPorts? opened)
    {
        opened = null;
        MediaPortResult result = ports.TryOpen(UdpPortOptions.Audio, now, out MediaPortPair? audio);
        if (result != MediaPortResult.Opened)
        {
            return result;
        }

        result = ports.TryOpen(UdpPortOptions.Video, now, out MediaPortPair? video);
        if (result != MediaPortResult.Opened)
        {
            Discard(audio!, now);
            return result;
        }

        opened = new LegPorts(audio!, video!);
        return result;
    }

    /// <summary>Closes sockets that no leg was made of. Their ports rest from an instant on.</summary>
    public void Discard(LegPorts unused, Instant from)
    {
        Discard(unused.Audio, from);
        Discard(unused.Video, from);
    }

    /// <summary>The lines of a new call.</summary>
    public LegLines NewLines(int audioClockRate) =>
        new(new RtpStreamLine(audioClockRate, services.Random), new RtpStreamLine(RtpClock.Video, services.Random));

    /// <summary>Makes the media of a call and starts to receive. Sockets that the session does not use are closed.</summary>
    /// <exception cref="CodecException">A codec could not be made; the sockets are closed.</exception>
    public MediaLeg CreateLeg(LegRequest request, LegPorts legPorts, Instant now)
    {
        AudioStream? audio = null;
        DecodeWorker? worker = null;
        try
        {
            audio = request.Session.Audio is { } sound ? CreateAudio(request, sound, legPorts.Audio, now) : null;
            VideoStream? video = request.Session.Video is { } picture ? CreateVideo(request, picture, legPorts.Video, now, out worker) : null;
            var leg = new MediaLeg(request.Site, legPorts, audio, video, worker);
            leg.SetPeer(request.Session, request.Signaling);
            Start(audio, legPorts.Audio, now);
            Start(video, legPorts.Video, now);
            return leg;
        }
        catch (CodecException)
        {
            audio?.Dispose();
            Discard(legPorts, now);
            throw;
        }
    }

    /// <summary>Closes a leg: its sockets at once, its memory when the conference's loops no longer use it.</summary>
    public void Close(MediaLeg leg, ConferenceMedia conference)
    {
        leg.Stop(Receive);
        closing.Add(new ClosingLeg(leg, conference));
    }

    /// <summary>Frees closed legs that nobody uses any more; call a few times a second.</summary>
    public void Reap(Instant now) => closing.RemoveAll(entry => TryFree(entry, now));

    /// <inheritdoc/>
    public void Dispose()
    {
        Receive.Dispose();
        Pacer.Dispose();
        Audio.Dispose();
        closing.ForEach(entry => Free(entry.Leg, MonotonicClock.Now)); // no loop uses anything any more
        closing.Clear();
        foreach (DecodeWorker worker in workers)
        {
            worker.Dispose();
        }
    }

    private AudioStream CreateAudio(LegRequest request, NegotiatedAudio sound, MediaPortPair pair, Instant now)
    {
        AudioStreamFormat format = AudioStreamFormat.Of(sound);
        var receive = new AudioReceivePath(format.Receive, Codecs, request.OnDigit);
        return new AudioStream(pair, format, request.Lines.Audio, receive, request.Site, services, now);
    }

    private VideoStream CreateVideo(LegRequest request, NegotiatedVideo picture, MediaPortPair pair, Instant now, out DecodeWorker worker)
    {
        VideoStreamFormat format = VideoStreamFormat.Of(picture, request.MaxBitsPerSecond);
        DecodeWorker pinned = worker = workers.MinBy(candidate => candidate.Pinned)!;
        var limits = new VideoDecoderLimits();
        var source = new VideoSource(Codecs, format.Codec, limits, pinned.Wake);
        IVideoDepacketizer depacketizer = format.Codec == VideoCodec.Vp8 ? new Vp8Depacketizer(units, limits) : NewH264(picture, limits);
        var receive = new VideoReceivePath(format.ReceivePayloadTypes, depacketizer, source);
        var stream = new VideoStream(pair, format, request.MaxBitsPerSecond, request.Lines.Video, receive, packets, request.OnKeyFrameByInfo, services, now);
        pinned.Add(source);
        Pacer.Add(stream.Send);
        return stream;
    }

    private H264Depacketizer NewH264(NegotiatedVideo picture, VideoDecoderLimits limits)
    {
        var depacketizer = new H264Depacketizer(units, limits);
        foreach (byte[] parameterSet in picture.H264?.ParameterSets ?? [])
        {
            depacketizer.TryAddParameterSet(parameterSet);
        }

        return depacketizer;
    }

    private void Start(MediaStream? stream, MediaPortPair pair, Instant now)
    {
        if (stream is null)
        {
            Discard(pair, now);
        }
        else
        {
            stream.Start(Receive);
        }
    }

    private bool TryFree(ClosingLeg entry, Instant now)
    {
        entry.Leg.Stop(Receive);
        if (!entry.Leg.IsQuiet || entry.Conference.Uses(entry.Leg))
        {
            return false;
        }

        Free(entry.Leg, now);
        return true;
    }

    private void Free(MediaLeg leg, Instant now)
    {
        if (leg.Audio is { } audio)
        {
            audio.Dispose();
            ports.Release(audio.Ports, now);
        }

        if (leg.Video is { } video)
        {
            video.Receive.Clear();
            Pacer.Remove(video.Send);
            leg.Worker!.Remove(video.Receive.Source);
            ports.Release(video.Ports, now);
        }
    }

    private void Discard(MediaPortPair pair, Instant now)
    {
        pair.Rtp.Dispose();
        pair.Rtcp.Dispose();
        ports.Release(pair, now);
    }

    private sealed record ClosingLeg(MediaLeg Leg, ConferenceMedia Conference);
}

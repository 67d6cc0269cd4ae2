using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>A room that decodes: the same way in as an MCU's, and an inspector at its end.</summary>
internal sealed class DecodingReceiver : IPictureReceiver
{
    private readonly VideoReceivePath path;
    private readonly PictureLog log;

    /// <summary>Opens the decoder.</summary>
    public DecodingReceiver(ICodecFactory codecs, VideoCodec codec, byte payloadType, PictureLog log, PictureInspector inspector, AccessUnitPool pool, Action wake)
    {
        var limits = new VideoDecoderLimits();
        IVideoDepacketizer depacketizer = codec == VideoCodec.Vp8 ? new Vp8Depacketizer(pool, limits) : new H264Depacketizer(pool, limits);
        Source = new VideoSource(codecs, codec, limits, wake) { IsVisible = true };
        path = new VideoReceivePath(PayloadTypeSet.Of(payloadType), depacketizer, Source);
        this.log = log;
        Inspector = inspector;
    }

    /// <summary>The decoder.</summary>
    public VideoSource Source { get; }

    /// <summary>Looks at each picture.</summary>
    public PictureInspector Inspector { get; }

    /// <inheritdoc/>
    public SsrcDemux Demux => path.Demux;

    /// <inheritdoc/>
    public byte FirSequence => path.FirSequence;

    /// <inheritdoc/>
    public void Receive(PacketBuffer datagram, Instant now)
    {
        if (RtpPacket.TryParse(datagram.Span, out RtpPacket packet, out _))
        {
            log.Note(packet, now);
        }

        path.Receive(datagram, now);
    }

    /// <inheritdoc/>
    public void Tick(Instant now, TimeSpan roundTrip) => path.Tick(now, roundTrip);

    /// <inheritdoc/>
    public bool TryTakeKeyFrameRequest(Instant now) => path.TryTakeKeyFrameRequest(now);

    /// <summary>Decodes what waits, and looks at it. True when more is left. One worker's thread.</summary>
    public bool Process(Func<Instant> clock)
    {
        bool more = Source.Process();
        Source.TakeNewest();
        if (Source.IsFresh)
        {
            DecodedPicture picture = Source.Pictures.Front;
            Inspector.Look(picture.View, log.FirstPacketOf(picture.RtpTimestamp), clock());
        }

        return more;
    }

    /// <summary>Returns packets and frees the decoder. When neither the receive loop nor the worker uses it any more.</summary>
    public void Dispose()
    {
        path.Clear();
        Source.Dispose();
    }
}

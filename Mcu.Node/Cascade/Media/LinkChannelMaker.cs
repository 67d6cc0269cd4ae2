using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>Makes the media of a link's channels. Control loop's thread.</summary>
internal sealed class LinkChannelMaker(MediaResources resources, LinkPath path, LinkReceiver receiver)
{
    /// <summary>Sound, which is the other node's whole mix.</summary>
    /// <exception cref="CodecException">The decoder could not be made.</exception>
    public LinkSound MakeSound(LinkChannelPlace place, RtpStreamLine line, byte payloadType, string site, Instant now)
    {
        AudioStreamFormat format = LinkFormats.SoundOf(payloadType);
        LinkCarrier carrier = NewCarrier(isPicture: false);
        var receive = new AudioReceivePath(format.Receive, resources.Codecs, onDigit: static _ => { });
        var stream = new AudioStream(carrier.Streams, format, line, receive, site, resources.Services, now, MixInputKind.Feed);
        return new LinkSound(place, carrier, receiver, stream);
    }

    /// <summary>A picture out.</summary>
    public LinkPictureOut MakePictureOut(LinkChannelPlace place, RtpStreamLine line, int maxBitsPerSecond, Instant now)
    {
        LinkCarrier carrier = NewCarrier(isPicture: true);
        var stream = new LinkPictureOutStream(carrier, line, maxBitsPerSecond, resources.Packets, resources.Services, now);
        resources.Pacer.Add(stream.Send);
        return new LinkPictureOut(place, carrier, receiver, stream);
    }

    /// <summary>A picture in.</summary>
    /// <exception cref="CodecException">The decoder could not be made.</exception>
    public LinkPictureIn MakePictureIn(LinkChannelPlace place, RtpStreamLine line, byte payloadType, Instant now)
    {
        LinkCarrier carrier = NewCarrier(isPicture: true);
        VideoReceivePath receive = resources.CreateVideoReceive(
            VideoCodec.H264, PayloadTypeSet.Of(payloadType), parameterSets: [], out DecodeWorker worker, LinkFormats.Attempts);
        var stream = new LinkPictureInStream(path, carrier.Streams, line, receive, resources.Services, now);
        return new LinkPictureIn(place, carrier, receiver, stream, worker);
    }

    private LinkCarrier NewCarrier(bool isPicture) => new(path, isPicture, resources.Services.PacerBatch);
}

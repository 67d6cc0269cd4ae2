using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>What media are made of and run on. Its methods belong to the control loop.</summary>
/// <param name="Codecs">Where codecs come from.</param>
/// <param name="Packets">Memory of packets.</param>
/// <param name="Units">Memory of compressed pictures.</param>
/// <param name="Ports">Sockets.</param>
/// <param name="Services">What all streams share.</param>
/// <param name="Receive">Receives all media.</param>
/// <param name="Pacer">Sends all pictures.</param>
/// <param name="Workers">Decode all pictures.</param>
public sealed record MediaResources(
    ICodecFactory Codecs,
    PacketPool Packets,
    AccessUnitPool Units,
    MediaPorts Ports,
    MediaStreamServices Services,
    UdpReceiveLoop Receive,
    PacerLoop Pacer,
    IReadOnlyList<DecodeWorker> Workers)
{
    private static readonly VideoDecoderLimits Limits = new();

    /// <summary>Makes a picture's way in, and pins its source to the worker that has the fewest.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="payloadTypes">The codec's payload types in packets to us.</param>
    /// <param name="parameterSets">H.264 parameter sets that are known beforehand.</param>
    /// <param name="worker">Who decodes it, and disposes of its source.</param>
    /// <param name="attempts">How many round trips a lost packet is given to be asked for again, 1 to 3.</param>
    /// <exception cref="CodecException">The decoder could not be made.</exception>
    public VideoReceivePath CreateVideoReceive(
        VideoCodec codec, PayloadTypeSet payloadTypes, IEnumerable<byte[]> parameterSets, out DecodeWorker worker, int attempts = 1)
    {
        DecodeWorker pinned = worker = Workers.MinBy(candidate => candidate.Pinned)!;
        var source = new VideoSource(Codecs, codec, Limits, pinned.Wake);
        IVideoDepacketizer depacketizer = codec == VideoCodec.Vp8 ? new Vp8Depacketizer(Units, Limits) : CreateH264(parameterSets);
        pinned.Add(source);
        return new VideoReceivePath(payloadTypes, depacketizer, source, attempts);
    }

    private H264Depacketizer CreateH264(IEnumerable<byte[]> parameterSets)
    {
        var depacketizer = new H264Depacketizer(Units, Limits);
        foreach (byte[] parameterSet in parameterSets)
        {
            depacketizer.TryAddParameterSet(parameterSet);
        }

        return depacketizer;
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>Encodes pictures into a <see cref="PictureClip"/>. One thread.</summary>
internal sealed class PictureClipMaker : IDisposable
{
    private readonly IVideoEncoder encoder;
    private readonly IVideoPacketizer packetizer;
    private readonly PacketizedPicture scratch = new();

    /// <summary>Opens the encoder.</summary>
    public PictureClipMaker(ICodecFactory codecs, FleetOptions options)
    {
        encoder = codecs.CreateVideoEncoder(new VideoEncoderSettings(
            options.VideoCodec, options.Width, options.Height, options.FramesPerSecond, options.PictureBitsPerSecond));
        packetizer = options.VideoCodec == VideoCodec.Vp8 ? new Vp8Packetizer() : new H264Packetizer(packetizationMode: 1);
        Clip = new PictureClip(options.VideoCodec, options.FramesPerSecond);
    }

    /// <summary>What has been made so far.</summary>
    public PictureClip Clip { get; }

    /// <summary>Encodes the next picture.</summary>
    public void Add(in PictureView picture)
    {
        bool isFirst = Clip.Count == 0;
        if (encoder.TryEncode(picture, forceKeyFrame: isFirst, out EncodedAccessUnit unit)
            && packetizer.Packetize(unit.Bytes, unit.IsKeyFrame, scratch) == PacketizeResult.Done)
        {
            Clip.Add(scratch);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();
}

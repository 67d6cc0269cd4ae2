using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Hosting;

/// <summary>What a room sees on its second screen, in H.264: decoded, and how bright it is.</summary>
internal sealed unsafe class RoomScreen : IDisposable
{
    private readonly FFmpegCodecFactory codecs = new();
    private readonly H264Depacketizer depacketizer = new(new AccessUnitPool(16), new VideoDecoderLimits());
    private readonly IVideoDecoder decoder;
    private readonly DecodedPicture picture;

    public RoomScreen()
    {
        decoder = codecs.CreateVideoDecoder(VideoCodec.H264, new VideoDecoderLimits());
        picture = codecs.CreatePicture();
    }

    /// <summary>Pictures decoded.</summary>
    public int Pictures { get; private set; }

    /// <summary>Columns and rows of the last.</summary>
    public (int Width, int Height) Size { get; private set; }

    /// <summary>Brightness in the middle of the last.</summary>
    public int Luma { get; private set; }

    /// <summary>Whether it shows about this brightness.</summary>
    public bool Shows(int luma) => Pictures > 0 && Math.Abs(Luma - luma) < 12;

    /// <summary>Takes a packet.</summary>
    public void Show(in RtpPacket packet, Instant now)
    {
        depacketizer.Push(packet, now);
        while (depacketizer.TryTake(out AccessUnit? unit))
        {
            if (decoder.Decode(unit.Span, picture) == DecodeResult.Picture)
            {
                PictureView view = picture.View;
                (Pictures, Size) = (Pictures + 1, (view.Width, view.Height));
                Luma = view.Y[(view.Height / 2 * view.StrideY) + (view.Width / 2)];
            }

            unit.Return();
        }
    }

    public void Dispose()
    {
        decoder.Dispose();
        picture.Dispose();
    }
}

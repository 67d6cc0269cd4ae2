using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Scaling;
using Mcu.Tests.Bench.Clips;

namespace Mcu.Tests.Bench.Micro;

/// <summary>Pictures of a 4x4 grid of rooms, composed beforehand.</summary>
public sealed class CanvasClip : IDisposable
{
    /// <summary>Composes them.</summary>
    public CanvasClip(IReadOnlyList<RoomClip> rooms, int seconds)
    {
        Picture[] pictures = [.. Enumerable.Range(0, seconds * ClipStore.FramesPerSecond).Select(_ => new Picture(1280, 720))];
        for (int room = 0; room < rooms.Count; room++)
        {
            using var decoder = new FFmpegVideoDecoder(VideoCodec.H264, new VideoDecoderLimits());
            using var place = new FFmpegPicture();
            var scaler = new PictureScaler(ClipSize.P360.Width, ClipSize.P360.Height, sampleAspect: 1, 320, 180);
            var tile = new PaneRectangle(room % 4 * 320, room / 4 * 180, 320, 180);
            for (int frame = 0; frame < pictures.Length; frame++)
            {
                decoder.Decode(rooms[room].Units[frame], place);
                scaler.Scale(place.View, pictures[frame].View.Crop(tile));
            }
        }

        Pictures = pictures;
    }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<Picture> Pictures { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Picture picture in Pictures)
        {
            picture.Dispose();
        }
    }
}

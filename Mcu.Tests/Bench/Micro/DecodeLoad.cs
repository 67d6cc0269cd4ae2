using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Micro;

/// <summary>Some streams that are decoded in turn.</summary>
public sealed class DecodeLoad : IDisposable
{
    private const int Frames = 100;
    private readonly RoomClip[] clips;
    private readonly FFmpegVideoDecoder[] decoders;
    private readonly FFmpegPicture[][] places;
    private int frame;

    /// <summary>Opens the decoders and decodes the first pictures.</summary>
    public DecodeLoad(ClipStore store, ClipSize size, int streams)
    {
        clips = [.. Enumerable.Range(0, streams).Select(room => store.Get(room, size))];
        decoders = [.. clips.Select(_ => new FFmpegVideoDecoder(VideoCodec.H264, new VideoDecoderLimits()))];
        places = [.. clips.Select(_ => new FFmpegPicture[] { new(), new(), new() })];
        Decode(ClipStore.FramesPerSecond);
    }

    /// <summary>CPU-milliseconds of one stream per second.</summary>
    public double MeasureStream()
    {
        int frames = Frames * 16 / decoders.Length;
        return OwnCpu.Milliseconds(() => Decode(frames)) * ClipStore.FramesPerSecond / frames / decoders.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FFmpegPicture picture in places.SelectMany(pictures => pictures))
        {
            picture.Dispose();
        }

        Array.ForEach(decoders, decoder => decoder.Dispose());
    }

    private void Decode(int frames)
    {
        for (int i = 0; i < frames; i++, frame++)
        {
            for (int stream = 0; stream < decoders.Length; stream++)
            {
                IReadOnlyList<byte[]> units = clips[stream].Units;
                decoders[stream].Decode(units[frame % units.Count], places[stream][frame % 3]);
            }
        }
    }
}

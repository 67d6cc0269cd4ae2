using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Micro;

/// <summary>One encoder that is given composed pictures.</summary>
public sealed class EncodeLoad(CanvasClip pictures, VideoEncoderSettings settings) : IDisposable
{
    private readonly FFmpegVideoEncoder encoder = new(settings);
    private long frames;
    private long bytes;

    /// <summary>What it makes, bit/s.</summary>
    public double BitsPerSecond => bytes * 8.0 * ClipStore.FramesPerSecond / frames;

    /// <summary>CPU-milliseconds per second.</summary>
    public double Measure()
    {
        int count = pictures.Pictures.Count;
        return OwnCpu.Milliseconds(() => Encode(count)) * ClipStore.FramesPerSecond / count;
    }

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();

    private void Encode(int count)
    {
        for (int i = 0; i < count; i++, frames++)
        {
            encoder.TryEncode(pictures.Pictures[i].View, forceKeyFrame: false, out EncodedAccessUnit unit);
            bytes += unit.Bytes.Length;
        }
    }
}

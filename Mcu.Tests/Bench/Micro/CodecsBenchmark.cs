using System.Globalization;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Composing;
using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Bench.Measuring;
using Mcu.Tests.Bench.Paths;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Micro;

/// <summary>What one stream costs in each codec.</summary>
public sealed class CodecsBenchmark : IBenchmark
{
    private const int Rounds = 5;

    /// <inheritdoc/>
    public string Name => "codecs";

    /// <inheritdoc/>
    public string Summary => "CPU of one stream in each codec: pictures decoded and encoded, sound both ways";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        output.Show(Decoding(context));
        output.Show(Encoding(context));
        output.Show(Sound(context));
    }

    private static BenchTable Decoding(BenchContext context)
    {
        var table = new BenchTable("Decoding H.264, CPU-ms per second of one stream at 25 fps", "streams", "alone", "here", "here/alone", "least-greatest");
        foreach ((string name, ClipSize size, int streams) in (ReadOnlySpan<(string, ClipSize, int)>)
            [("1 x 180p", ClipSize.P180, 1), ("1 x 360p", ClipSize.P360, 1), ("16 x 180p", ClipSize.P180, 16), ("16 x 360p", ClipSize.P360, 16)])
        {
            using var one = new DecodeLoad(context.Clips, size, 1);
            using var many = new DecodeLoad(context.Clips, size, streams);
            Paired result = Paired.Measure(context.Rounds(Rounds), one.MeasureStream, many.MeasureStream);
            table.Add(
                name, Cell.Fine(result.Baseline.Median), Cell.Fine(result.Ours.Median), Cell.Ratio(result.Ratio.Median), Cell.Range(result.Ratio));
        }

        return table.Note("Several streams are decoded in turn, a picture of each, as rooms send them: they push one another out of the caches.");
    }

    private static BenchTable Encoding(BenchContext context)
    {
        var table = new BenchTable(
            "Encoding a grid of 4x4 rooms at 720p25, CPU-ms per second", "encoder", "superfast", "this", "this/superfast", "least-greatest", "kbit/s");
        var standard = new VideoEncoderSettings(VideoCodec.H264, PicturePath.Canvas.Width, PicturePath.Canvas.Height, ClipStore.FramesPerSecond, 1_500_000);
        using var pictures = new CanvasClip([.. Enumerable.Range(0, 16).Select(room => context.Clips.Get(room, ClipSize.P360))], seconds: 3);
        foreach ((string name, VideoEncoderSettings settings) in (ReadOnlySpan<(string, VideoEncoderSettings)>)
        [
            ("H.264 ultrafast", standard with { Preset = "ultrafast" }),
            ("H.264 superfast, main (CABAC)", standard with { Profile = H264Profile.Main }),
            ("H.264 veryfast", standard with { Preset = "veryfast" }),
            ("VP8", standard with { Codec = VideoCodec.Vp8 }),
        ])
        {
            using var baseline = new EncodeLoad(pictures, standard);
            using var other = new EncodeLoad(pictures, settings);
            Paired result = Paired.Measure(context.Rounds(3), baseline.Measure, other.Measure);
            table.Add(
                name, Cell.Number(result.Baseline.Median), Cell.Number(result.Ours.Median), Cell.Ratio(result.Ratio.Median),
                Cell.Range(result.Ratio), Cell.Number(other.BitsPerSecond / 1000));
        }

        return table;
    }

    private static BenchTable Sound(BenchContext context)
    {
        var table = new BenchTable("Sound, CPU-ms per second of one stream", "codec", "encode", "least-greatest", "decode", "least-greatest ");
        foreach ((string name, AudioCodec codec, AudioEncoderSettings settings) in (ReadOnlySpan<(string, AudioCodec, AudioEncoderSettings)>)
        [
            ("Opus voip, complexity 5", AudioCodec.Opus, new()),
            ("Opus voip, complexity 0", AudioCodec.Opus, new(Complexity: 0)),
            ("Opus low delay, complexity 5", AudioCodec.Opus, new() { Application = OpusApplication.LowDelay }),
            ("G.722", AudioCodec.G722, new()),
            ("G.711 A-law", AudioCodec.Pcma, new()),
        ])
        {
            using var load = new SoundLoad(codec, settings);
            Spread encode = Spread.Of(Enumerable.Range(0, context.Rounds(Rounds)).Select(_ => load.MeasureEncode()));
            Spread decode = Spread.Of(Enumerable.Range(0, context.Rounds(Rounds)).Select(_ => load.MeasureDecode()));
            table.Add(name, Cell.Fine(encode.Median), Cell.Range(encode), Cell.Fine(decode.Median), Cell.Range(decode));
        }

        return table.Note(string.Create(CultureInfo.InvariantCulture, $"Of and to 48 kHz, {SoundLoad.FramesPerSecond} frames a second, a voice-like signal."));
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>One encoder of a view, for all who are sent the same. Belongs to the video loop.</summary>
public sealed class SharedVideoEncoder : SharedVideo
{
    // A picture that has just changed is refined for a while; a still one is repeated rarely, for receivers that take
    // silence for a dead line.
    private static readonly TimeSpan RefineFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(500);

    // Ticks come at the conference's rate, which this class's interval is rarely a whole multiple of.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(10);

    private readonly IVideoEncoder encoder;
    private readonly TimeSpan interval;
    private bool isKeyFrameNext;
    private Instant changedAt = Instant.Distant;
    private Instant encodedAt = Instant.Distant;

    /// <summary>Makes the encoder.</summary>
    public SharedVideoEncoder(EncoderClass @class, ICodecFactory codecs, string preset)
        : base(@class)
    {
        encoder = codecs.CreateVideoEncoder(new VideoEncoderSettings(
            @class.Codec, @class.Width, @class.Height, @class.FramesPerSecond, @class.BitsPerSecond, @class.MaxSliceBytes) { Preset = preset });
        interval = TimeSpan.FromTicks(TimeSpan.TicksPerSecond / @class.FramesPerSecond) - Early;
    }

    /// <summary>Whether a picture is to be encoded now: the canvas changed, is being refined, or a key frame is wanted.</summary>
    public bool IsWanted(bool changed, Instant due)
    {
        changedAt = changed ? due : changedAt;
        isKeyFrameNext = TakeKeyFrameWanted(due) || isKeyFrameNext;
        return isKeyFrameNext || IsDue(due);
    }

    /// <summary>Encodes the canvas, scaled to this class's size, and hands the packets to all legs. False when the encoder failed.</summary>
    public bool TryEncode(in PictureView canvas, Instant due)
    {
        encodedAt = due;
        if (!encoder.TryEncode(canvas, isKeyFrameNext, out EncodedAccessUnit unit))
        {
            return false;
        }

        isKeyFrameNext &= !unit.IsKeyFrame; // what the encoder did not give is wanted still
        Deliver(unit.Bytes, unit.IsKeyFrame, (uint)RtpClock.Units(due, RtpClock.Video), due);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => encoder.Dispose();

    private bool IsDue(Instant due) =>
        due - encodedAt >= interval && (due - changedAt < RefineFor || due - encodedAt >= RepeatAfter);
}

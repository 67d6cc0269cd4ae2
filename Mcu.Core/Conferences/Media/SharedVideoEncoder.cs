using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One encoder of a view and everybody who is sent what it makes. Encodes and packetizes once; legs are handed the same
/// packets. Belongs to the video loop.
/// </summary>
public sealed class SharedVideoEncoder : IDisposable
{
    private static readonly TimeSpan ReplayFor = TimeSpan.FromMilliseconds(500);

    // A picture that has just changed is refined for a while; a still one is repeated rarely, for receivers that take
    // silence for a dead line.
    private static readonly TimeSpan RefineFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(500);

    // Ticks come at the conference's rate, which this class's interval is rarely a whole multiple of.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(10);

    private readonly IVideoEncoder encoder;
    private readonly IVideoPacketizer packetizer;
    private readonly KeyFrameGate gate = new();
    private readonly SharedPictureStock stock = new(96);
    private readonly List<SharedPicture> sinceKeyFrame = new(32);
    private readonly List<VideoSendPath> legs = [];
    private readonly List<VideoSendPath> awaitingKeyFrame = [];
    private readonly TimeSpan interval;
    private bool isKeyFrameNext;
    private Instant changedAt = Instant.Distant;
    private Instant encodedAt = Instant.Distant;
    private Instant keyFrameAt = Instant.Distant;

    /// <summary>Makes the encoder.</summary>
    public SharedVideoEncoder(EncoderClass @class, ICodecFactory codecs, string preset)
    {
        Class = @class;
        encoder = codecs.CreateVideoEncoder(new VideoEncoderSettings(
            @class.Codec, @class.Width, @class.Height, @class.FramesPerSecond, @class.BitsPerSecond, @class.MaxSliceBytes) { Preset = preset });
        packetizer = @class.Codec == VideoCodec.Vp8 ? new Vp8Packetizer() : new H264Packetizer(@class.MaxSliceBytes > 0 ? 0 : 1);
        interval = TimeSpan.FromTicks(TimeSpan.TicksPerSecond / @class.FramesPerSecond) - Early;
        gate.Request();
    }

    /// <summary>What it makes.</summary>
    public EncoderClass Class { get; }

    /// <summary>Whether anybody takes what it makes.</summary>
    public bool IsUsed => legs.Count + awaitingKeyFrame.Count > 0 || Tap is not null;

    /// <summary>Takes access units too, while a recording runs.</summary>
    public IVideoTap? Tap { get; private set; }

    /// <summary>Pictures encoded.</summary>
    public long Encoded { get; private set; }

    /// <summary>A viewer wants a key frame. Any thread.</summary>
    public void RequestKeyFrame() => gate.Request();

    /// <summary>Attaches a recorder, or detaches it.</summary>
    public void SetTap(IVideoTap? tap)
    {
        if (tap is not null && !ReferenceEquals(tap, Tap))
        {
            gate.Request();
        }

        Tap = tap;
    }

    /// <summary>
    /// Adds a leg. A new one is sent all that was made since the last key frame while that is young, so that it decodes
    /// at once without a key frame for everybody. Otherwise a key frame is made, and the leg begins with it.
    /// </summary>
    public void Attach(VideoSendPath leg, Instant now)
    {
        if (legs.Contains(leg) || awaitingKeyFrame.Contains(leg))
        {
            return; // a plan that failed halfway is adopted again
        }

        if (leg.HasBegun || now - keyFrameAt >= ReplayFor || sinceKeyFrame.Count == 0)
        {
            gate.Request();
            awaitingKeyFrame.Add(leg);
            return;
        }

        sinceKeyFrame.ForEach(leg.Offer);
        legs.Add(leg);
    }

    /// <summary>Takes a leg out.</summary>
    public void Detach(VideoSendPath leg)
    {
        if (!legs.Remove(leg))
        {
            awaitingKeyFrame.Remove(leg);
        }
    }

    /// <summary>Whether a picture is to be encoded now: the canvas changed, is being refined, or a key frame is wanted.</summary>
    public bool IsWanted(bool changed, Instant due)
    {
        changedAt = changed ? due : changedAt;
        foreach (VideoSendPath leg in legs)
        {
            if (leg.TakeKeyFrameWanted())
            {
                gate.Request();
            }
        }

        isKeyFrameNext = isKeyFrameNext || gate.TryOpen(due);
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
        Deliver(unit, due);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ForgetReplay();
        encoder.Dispose();
    }

    private bool IsDue(Instant due) =>
        due - encodedAt >= interval && (due - changedAt < RefineFor || due - encodedAt >= RepeatAfter);

    private void Deliver(in EncodedAccessUnit unit, Instant due)
    {
        Encoded++;
        if (Tap is { } tap && !tap.OnAccessUnit(unit.Bytes, unit.IsKeyFrame, due))
        {
            gate.Request();
        }

        if (stock.Rent() is not { } picture)
        {
            gate.Request(); // no leg drains: what is not sent breaks the sequence of references
            return;
        }

        packetizer.Packetize(unit.Bytes, unit.IsKeyFrame, picture.Packets);
        picture.Timestamp = (uint)RtpClock.Units(due, RtpClock.Video);
        picture.CapturedAt = due;
        picture.IsKeyFrame = unit.IsKeyFrame;
        if (unit.IsKeyFrame)
        {
            legs.AddRange(awaitingKeyFrame);
            awaitingKeyFrame.Clear();
        }

        foreach (VideoSendPath leg in legs)
        {
            leg.Offer(picture);
        }

        KeepForReplay(picture, due);
    }

    private void KeepForReplay(SharedPicture picture, Instant due)
    {
        if (picture.IsKeyFrame)
        {
            ForgetReplay();
            keyFrameAt = due;
        }

        if (due - keyFrameAt < ReplayFor)
        {
            sinceKeyFrame.Add(picture);
            return;
        }

        ForgetReplay();
        picture.Release();
    }

    private void ForgetReplay()
    {
        sinceKeyFrame.ForEach(picture => picture.Release());
        sinceKeyFrame.Clear();
    }
}

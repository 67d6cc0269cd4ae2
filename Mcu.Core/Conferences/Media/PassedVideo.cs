using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// A source's pictures, passed on as they came to all whom they suit: neither encoded again nor a generation worse. Key frames
/// are asked of the source. Belongs to the video loop.
/// </summary>
public sealed class PassedVideo : SharedVideo
{
    // The sender's clock is not ours: the line of timestamps is put right when it is behind by more than this.
    private const int MostBehind = RtpClock.Video / 5;

    private readonly VideoSource source;
    private uint offset; // of our line of timestamps to the source's
    private uint last;
    private bool hasLast;

    /// <summary>Begins to pass pictures on.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="class">What they are.</param>
    public PassedVideo(VideoSource source, EncoderClass @class)
        : base(@class)
    {
        this.source = source;
        source.IsPassedOn = true;
    }

    /// <summary>Where the pictures come from.</summary>
    public VideoSource Source => source;

    /// <summary>Hands out what has come in; asks for a key frame when one is wanted.</summary>
    public void Tick(Instant now)
    {
        while (source.TryTakePassedOn(out AccessUnit? unit))
        {
            Deliver(unit.Span, unit.IsKeyFrame, Timestamp(unit, now), now);
            unit.Return();
        }

        if (TakeKeyFrameWanted(now))
        {
            source.RequestKeyFrame();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => source.IsPassedOn = false;

    // Steps as the source's do, follows its quickest pictures, and begins anew with key frames: then legs come that had pictures
    // of another stream until now. Never ahead of our own clock, by which that other stream's pictures are stamped; never back.
    private uint Timestamp(AccessUnit unit, Instant now)
    {
        uint ours = (uint)RtpClock.Units(now, RtpClock.Video);
        int ahead = (int)(unit.RtpTimestamp + offset - ours);
        if (unit.IsKeyFrame || ahead is > 0 or < -MostBehind)
        {
            offset = ours - unit.RtpTimestamp;
        }

        uint timestamp = unit.RtpTimestamp + offset;
        if ((int)(timestamp - last) <= 0 && hasLast)
        {
            timestamp = last + 1;
        }

        (last, hasLast) = (timestamp, true);
        return timestamp;
    }
}

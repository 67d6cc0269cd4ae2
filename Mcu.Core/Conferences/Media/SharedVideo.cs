using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtcp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One stream of pictures and everybody who is sent it: packetized once, the same packets for all legs. Where the pictures
/// come from is the heirs' matter. Belongs to the video loop.
/// </summary>
public abstract class SharedVideo : IDisposable
{
    private static readonly TimeSpan ReplayFor = TimeSpan.FromMilliseconds(500);

    private readonly IVideoPacketizer packetizer;
    private readonly KeyFrameGate gate = new();
    private readonly SharedPictureStock stock = new(96);
    private readonly List<SharedPicture> sinceKeyFrame = new(32);
    private readonly List<VideoSendPath> legs = [];
    private readonly List<VideoSendPath> awaitingKeyFrame = [];
    private readonly List<VideoSendPath> held = [];
    private Instant keyFrameAt = Instant.Distant;

    /// <summary>A stream without legs.</summary>
    protected SharedVideo(EncoderClass @class)
    {
        Class = @class;
        packetizer = @class.Codec == VideoCodec.Vp8 ? new Vp8Packetizer() : new H264Packetizer(@class.MaxSliceBytes > 0 ? 0 : 1);
        gate.Request();
    }

    /// <summary>What its pictures are.</summary>
    public EncoderClass Class { get; }

    /// <summary>Whether anybody takes them.</summary>
    public bool IsUsed => legs.Count + awaitingKeyFrame.Count + held.Count > 0 || Tap is not null;

    /// <summary>Takes access units too, while a recording runs.</summary>
    public IVideoTap? Tap { get; private set; }

    /// <summary>Pictures handed out, or that nobody had room for.</summary>
    public long Delivered { get; private set; }

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
    /// at once without a key frame for everybody. Otherwise a key frame is asked for, and the leg begins with it. One that
    /// is held begins when it no longer is.
    /// </summary>
    public void Attach(VideoSendPath leg, Instant now)
    {
        if (legs.Contains(leg) || awaitingKeyFrame.Contains(leg) || held.Contains(leg))
        {
            return; // a plan that failed halfway is adopted again
        }

        if (leg.IsHeld)
        {
            held.Add(leg);
        }
        else
        {
            Begin(leg, now);
        }
    }

    /// <summary>Takes a leg out.</summary>
    public void Detach(VideoSendPath leg)
    {
        if (!legs.Remove(leg) && !awaitingKeyFrame.Remove(leg))
        {
            held.Remove(leg);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ForgetReplay();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the heir has.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Begins with legs that are held no longer, and says whether a key frame is wanted and due; asking once answers once.</summary>
    protected bool TakeKeyFrameWanted(Instant now)
    {
        BeginReleased(now);
        foreach (VideoSendPath leg in legs)
        {
            if (leg.TakeKeyFrameWanted())
            {
                gate.Request();
            }
        }

        return gate.TryOpen(now);
    }

    /// <summary>Hands one picture to the recording and to all legs.</summary>
    /// <param name="accessUnit">The compressed picture; not needed afterwards.</param>
    /// <param name="isKeyFrame">Whether decoding can start with it.</param>
    /// <param name="timestamp">Its media time in 90 kHz units, on a line common to all streams of a leg.</param>
    /// <param name="now">When it is handed out.</param>
    protected void Deliver(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, uint timestamp, Instant now)
    {
        Delivered++;
        if (Tap is { } tap && !tap.OnAccessUnit(accessUnit, isKeyFrame, now))
        {
            gate.Request();
        }

        if (stock.Rent() is not { } picture)
        {
            gate.Request(); // no leg drains: what is not sent breaks the sequence of references
            return;
        }

        packetizer.Packetize(accessUnit, isKeyFrame, picture.Packets);
        (picture.Timestamp, picture.CapturedAt, picture.IsKeyFrame) = (timestamp, now, isKeyFrame);
        if (isKeyFrame)
        {
            legs.AddRange(awaitingKeyFrame);
            awaitingKeyFrame.Clear();
        }

        foreach (VideoSendPath leg in legs)
        {
            leg.Offer(picture);
        }

        KeepForReplay(picture, now);
    }

    private void BeginReleased(Instant now)
    {
        for (int at = held.Count - 1; at >= 0; at--)
        {
            VideoSendPath leg = held[at];
            if (!leg.IsHeld)
            {
                held.RemoveAt(at);
                Begin(leg, now);
            }
        }
    }

    private void Begin(VideoSendPath leg, Instant now)
    {
        if (leg.HasBegun || now - keyFrameAt >= ReplayFor || sinceKeyFrame.Count == 0)
        {
            gate.Request();
            awaitingKeyFrame.Add(leg);
            return;
        }

        sinceKeyFrame.ForEach(leg.Offer);
        legs.Add(leg);
    }

    private void KeepForReplay(SharedPicture picture, Instant now)
    {
        if (picture.IsKeyFrame)
        {
            ForgetReplay();
            keyFrameAt = now;
        }

        if (now - keyFrameAt < ReplayFor)
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

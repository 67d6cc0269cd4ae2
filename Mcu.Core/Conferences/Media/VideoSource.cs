using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// One site's pictures on their way from its receive path to the compositors. Access units come in on the receive
/// loop's thread (<see cref="Offer"/>), are decoded on one worker's (<see cref="Process"/>), and the newest picture is
/// taken on the video loop's (<see cref="Pictures"/>). While nobody sees the site nothing is decoded, but what is
/// needed to continue is kept: a site that becomes visible is shown from it at once, without asking for a key frame.
/// </summary>
public sealed class VideoSource : IDisposable
{
    /// <summary>What is kept of a hidden site: 12 s at 25 fps, which decode in about 100 ms.</summary>
    public const int MaxKeptUnits = 300;

    /// <summary>What is kept of a hidden site, in bytes.</summary>
    public const int MaxKeptBytes = 4 << 20;

    private const int UnitsPerTurn = 8; // then the worker's other sources have theirs

    private readonly SpscRing<AccessUnit> incoming = new(64);
    private readonly SpscRing<AccessUnit> passedOn = new(64);
    private readonly Queue<AccessUnit> kept = new(MaxKeptUnits);
    private readonly IVideoDecoder decoder;
    private readonly DecodedPicture[] places;
    private readonly Action wakeDecoder;
    private int keptBytes;
    private bool needsKeyFrame = true;
    private int keyFrameWanted;
    private int overrun;
    private volatile bool visible;
    private volatile bool isPassedOn;
    private bool passesFromKeyFrame = true; // the worker's own
    private long picturesDecoded;
    private long unitsDropped;
    private int pictureSize;

    /// <summary>Makes the decoder and the three places for its pictures.</summary>
    /// <param name="codecs">Where the decoder comes from.</param>
    /// <param name="codec">What the site sends.</param>
    /// <param name="limits">What its pictures may cost.</param>
    /// <param name="wakeDecoder">Has the worker call <see cref="Process"/>.</param>
    public VideoSource(ICodecFactory codecs, VideoCodec codec, VideoDecoderLimits limits, Action wakeDecoder)
    {
        this.wakeDecoder = wakeDecoder;
        decoder = codecs.CreateVideoDecoder(codec, limits);
        places = [codecs.CreatePicture(), codecs.CreatePicture(), codecs.CreatePicture()];
        Pictures = new NewestSlot<DecodedPicture>(places[0], places[1], places[2]);
    }

    /// <summary>What it decodes.</summary>
    public VideoCodec Codec => decoder.Codec;

    /// <summary>The newest picture; read on the video loop's thread.</summary>
    public NewestSlot<DecodedPicture> Pictures { get; }

    /// <summary>Whether any view, recording or link shows the site; set by the video loop.</summary>
    public bool IsVisible
    {
        get => visible;
        set => visible = value;
    }

    /// <summary>
    /// Whether what was decoded is to be passed on too, see <see cref="TryTakePassedOn"/>; set by the video loop. The first that is
    /// passed on is a key frame.
    /// </summary>
    public bool IsPassedOn
    {
        get => isPassedOn;
        set => isPassedOn = value;
    }

    /// <summary>Pictures decoded since the start.</summary>
    public long PicturesDecoded => Volatile.Read(ref picturesDecoded);

    /// <summary>Access units that were thrown away: broken, before a key frame, or too many at once.</summary>
    public long UnitsDropped => Volatile.Read(ref unitsDropped);

    /// <summary>Columns and rows of the last picture; 0 before the first.</summary>
    public (int Width, int Height) Size
    {
        get
        {
            int packed = Volatile.Read(ref pictureSize);
            return (packed >> 16, packed & 0xFFFF);
        }
    }

    /// <summary>Whether <see cref="TakeNewest"/> found a picture that was not there before. Video loop's thread only.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Takes the newest picture, once a tick for all views. Video loop's thread only.</summary>
    public void TakeNewest() => IsFresh = Pictures.TryTake();

    /// <summary>Makes the site visible and has its worker decode what was kept.</summary>
    public void Show()
    {
        if (!visible)
        {
            visible = true;
            wakeDecoder();
        }
    }

    /// <summary>Hands over an access unit. Receive loop's thread only.</summary>
    public void Offer(AccessUnit unit)
    {
        if (!incoming.TryWrite(unit))
        {
            unit.Return();
            Volatile.Write(ref overrun, 1);
            Interlocked.Increment(ref unitsDropped);
        }
    }

    /// <summary>Has the worker look at what was offered. Any thread.</summary>
    public void Wake() => wakeDecoder();

    /// <summary>Whether the room should be asked for a key frame; asking once answers once.</summary>
    public bool TakeKeyFrameWanted() => Interlocked.Exchange(ref keyFrameWanted, 0) != 0;

    /// <summary>A viewer of what is passed on wants a key frame. Any thread.</summary>
    public void RequestKeyFrame() => Volatile.Write(ref keyFrameWanted, 1);

    /// <summary>Takes an access unit that was passed on, in order and without gaps but before key frames. Video loop's thread only.</summary>
    public bool TryTakePassedOn([NotNullWhen(true)] out AccessUnit? unit) => passedOn.TryRead(out unit);

    /// <summary>
    /// Takes what came in and, when the site is seen, decodes some of it. True when more is left for another turn. One
    /// worker's thread only.
    /// </summary>
    public bool Process()
    {
        while (incoming.TryRead(out AccessUnit? unit))
        {
            Keep(unit);
        }

        if (Interlocked.Exchange(ref overrun, 0) != 0)
        {
            WaitForKeyFrame();
        }

        if (!visible)
        {
            return false;
        }

        DecodeKept();
        return kept.Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (incoming.TryRead(out AccessUnit? unit))
        {
            unit.Return();
        }

        while (passedOn.TryRead(out AccessUnit? unit))
        {
            unit.Return();
        }

        Forget();
        decoder.Dispose();
        foreach (DecodedPicture place in places)
        {
            place.Dispose();
        }
    }

    private void Keep(AccessUnit unit)
    {
        if (unit.IsKeyFrame)
        {
            Forget();
            needsKeyFrame = false;
            Volatile.Write(ref keyFrameWanted, 0);
        }

        if (needsKeyFrame)
        {
            unit.Return();
            Interlocked.Increment(ref unitsDropped);
            return;
        }

        kept.Enqueue(unit);
        keptBytes += unit.Length;
        if (kept.Count > MaxKeptUnits || keptBytes > MaxKeptBytes)
        {
            WaitForKeyFrame();
        }
    }

    private void DecodeKept()
    {
        for (int i = 0; i < UnitsPerTurn && kept.TryDequeue(out AccessUnit? unit); i++)
        {
            keptBytes -= unit.Length;
            bool isGood = Decode(unit);
            PassOn(unit, isGood);
        }
    }

    private bool Decode(AccessUnit unit)
    {
        DecodedPicture place = Pictures.Back;
        switch (decoder.Decode(unit.Span, place))
        {
            case DecodeResult.Picture:
                place.ReceivedAt = unit.ReceivedAt;
                place.RtpTimestamp = unit.RtpTimestamp;
                Volatile.Write(ref pictureSize, (place.View.Width << 16) | place.View.Height);
                Interlocked.Increment(ref picturesDecoded);
                Pictures.Publish();
                return true;
            case DecodeResult.Corrupt or DecodeResult.TooLarge:
                decoder.Flush();
                WaitForKeyFrame();
                return false;
            default:
                return true;
        }
    }

    // A receiver can use a picture only when it has all before it since a key frame.
    private void PassOn(AccessUnit unit, bool isGood)
    {
        passesFromKeyFrame = !isPassedOn || !isGood || (passesFromKeyFrame && !unit.IsKeyFrame);
        if (passesFromKeyFrame)
        {
            unit.Return();
        }
        else if (!passedOn.TryWrite(unit))
        {
            unit.Return();
            passesFromKeyFrame = true; // nobody drains: what follows refers to what is missing now
            RequestKeyFrame();
        }
    }

    // Hidden sites ask too: else they would have nothing to show when they become visible.
    private void WaitForKeyFrame()
    {
        Forget();
        passesFromKeyFrame = true;
        needsKeyFrame = true;
        Volatile.Write(ref keyFrameWanted, 1);
    }

    private void Forget()
    {
        while (kept.TryDequeue(out AccessUnit? unit))
        {
            unit.Return();
        }

        keptBytes = 0;
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// Looks at the pictures that one room decodes: whether they go on, which rooms they show and how old those rooms' frames
/// are. A picture goes on when its content changes or a <see cref="FrameCode"/> in it counts: a room in which hardly
/// anything moves, shown large, is not a freeze. One without codes that changes little may be still for good reason (a
/// caption, a room without a camera), so its being sent counts. One decode worker's thread; others read.
/// </summary>
internal sealed class PictureInspector(PictureRhythm rhythm, ISentFrames sent)
{
    private const int GridColumns = 64;
    private const int GridRows = 36;
    private const int ChangedBy = 10; // more than what coding does to a still picture
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestLatency = TimeSpan.FromSeconds(1.5);

    private readonly byte[] before = new byte[GridColumns * GridRows];
    private readonly FrameCodeReader reader = new();
    private readonly HashSet<int> seen = [];
    private readonly int[] frames = new int[FrameCode.AnyRoom + 1]; // plus one; 0: never seen
    private Instant readAt = Instant.Distant;
    private long firstAt = Instant.Never.Nanoseconds;
    private int seenCount;
    private int shownCount;
    private int size;

    /// <summary>When the first picture was decoded; never: none was.</summary>
    public Instant FirstAt => new(Volatile.Read(ref firstAt));

    /// <summary>Columns and rows of the last picture.</summary>
    public (int Width, int Height) Size => (Volatile.Read(ref size) >> 16, Volatile.Read(ref size) & 0xFFFF);

    /// <summary>How many rooms were seen at any time.</summary>
    public int RoomsSeen => Volatile.Read(ref seenCount);

    /// <summary>How many rooms the newest picture that was looked into shows.</summary>
    public int RoomsShown => Volatile.Read(ref shownCount);

    /// <summary>From a room's sending of a frame to its decoding here, as part of the composed picture; while that counts.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>From a room's sending of a frame to the first packet here of the composed picture that shows it; while that counts.</summary>
    public Histogram PacketLatency { get; } = new();

    /// <summary>How much of other rooms is left out; looked for in every picture while somebody asks.</summary>
    public FrameLeaps Leaps { get; } = new(sent);

    /// <summary>Looks at a picture that was just decoded.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="firstPacketAt">When its first packet came; never: unknown.</param>
    /// <param name="now">The present.</param>
    public void Look(in PictureView picture, Instant firstPacketAt, Instant now)
    {
        Volatile.Write(ref firstAt, Math.Min(firstAt, now.Nanoseconds));
        Volatile.Write(ref size, (picture.Width << 16) | picture.Height);
        bool goesOn = IsChanged(picture);
        if (now - readAt >= ReadEvery || Leaps.IsMeasuring)
        {
            readAt = now;
            IReadOnlyList<FrameCode> codes = reader.Read(picture);
            Leaps.Note(codes, now);
            goesOn |= codes.Count == 0 | HaveCounted(codes);
            if (goesOn)
            {
                Note(codes, firstPacketAt, now);
            }
        }

        rhythm.Note(goesOn, now);
    }

    private unsafe bool IsChanged(in PictureView picture)
    {
        bool changed = false;
        for (int row = 0; row < GridRows; row++)
        {
            byte* line = picture.Y + ((nint)(row * picture.Height / GridRows) * picture.StrideY);
            for (int column = 0; column < GridColumns; column++)
            {
                byte value = line[column * picture.Width / GridColumns];
                ref byte old = ref before[(row * GridColumns) + column];
                if (Math.Abs(value - old) > ChangedBy)
                {
                    changed = true;
                    old = value; // a slow fade adds up until it counts
                }
            }
        }

        return changed;
    }

    private bool HaveCounted(IReadOnlyList<FrameCode> codes)
    {
        bool counted = false;
        for (int i = 0; i < codes.Count; i++)
        {
            ref int frame = ref frames[codes[i].Room];
            counted |= frame != codes[i].Frame + 1;
            frame = codes[i].Frame + 1;
        }

        return counted;
    }

    private void Note(IReadOnlyList<FrameCode> codes, Instant firstPacketAt, Instant now)
    {
        int shown = 0;
        for (int i = 0; i < codes.Count; i++)
        {
            if (codes[i].Room == FrameCode.AnyRoom)
            {
                continue;
            }

            shown++;
            seen.Add(codes[i].Room);
            if (rhythm.Counts(now))
            {
                Instant sentAt = sent.SentAt(codes[i]);
                Note(Latency, now - sentAt);
                Note(PacketLatency, firstPacketAt - sentAt);
            }
        }

        Volatile.Write(ref shownCount, shown);
        Volatile.Write(ref seenCount, seen.Count);
    }

    private static void Note(Histogram latency, TimeSpan age)
    {
        if (age >= TimeSpan.Zero && age < LongestLatency)
        {
            latency.Record(age);
        }
    }
}

/// <summary>When rooms sent their frames.</summary>
internal interface ISentFrames
{
    /// <summary>When a frame was sent last; distant: never.</summary>
    Instant SentAt(FrameCode code);
}

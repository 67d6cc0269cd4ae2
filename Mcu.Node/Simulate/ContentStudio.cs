using Mcu.Core.Codecs;
using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate;

/// <summary>Makes what rooms send, ahead of time and on all processors.</summary>
internal sealed class ContentStudio(FleetOptions options, TalkSchedule schedule, ICodecFactory codecs, IReadOnlyList<PictureClip>? pictures = null)
{
    /// <summary>Slides in a second.</summary>
    public const int SlidesPerSecond = 5;

    private const int SlidesWidth = 1280, SlidesHeight = 720, SlidesBitsPerSecond = 600_000, PageSeconds = 3;

    /// <summary>Makes everything; in order of the sending rooms.</summary>
    /// <param name="progress">Told how many rooms are ready.</param>
    public async Task<RoomContent[]> MakeAsync(IReadOnlyList<RoomPlan> rooms, IProgress<int>? progress, CancellationToken cancel)
    {
        RoomPlan[] senders = [.. rooms.Where(room => !room.IsWatcher)];
        var contents = new RoomContent[senders.Length];
        PictureClip? shared = options.VideoFile is null ? null : await FromFileAsync(cancel);
        int done = 0;
        var limit = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Task.Run(
            () => Parallel.ForEach(senders, limit, room =>
            {
                contents[room.Index] = new RoomContent(Speak(room), shared ?? Given(room) ?? Paint(room, cancel)) { Slides = room.Presents ? PaintSlides(room) : null };
                progress?.Report(Interlocked.Increment(ref done));
            }),
            cancel);
        return contents;
    }

    /// <summary>Length of the painted loop: shorter with many rooms, for time and memory.</summary>
    private int LoopFrames => options.FramesPerSecond * (options.Sites switch
    {
        <= 16 => 5,
        <= 40 => 4,
        _ => 2,
    });

    private PictureClip? Given(RoomPlan room) => pictures is null ? null : pictures[room.Index % pictures.Count];

    private SoundClip Speak(RoomPlan room)
    {
        int place = schedule.PlaceOf(room.Index);
        var voice = new Voice(Voice.PitchOf(room.Index), schedule.ToneOf(room.Index), Voice.LevelOf(place), options.Seed + room.Index);
        return SoundClip.Encode(codecs, room.AudioCodec, voice.Speak(TalkSchedule.Turn));
    }

    private PictureClip Paint(RoomPlan room, CancellationToken cancel)
    {
        using var card = new TestCard(room.Index, room.Name, options.Width, options.Height, options.Seed);
        using var maker = new PictureClipMaker(codecs, options);
        for (int frame = 0; frame < LoopFrames; frame++)
        {
            cancel.ThrowIfCancellationRequested();
            maker.Add(card.Draw(frame));
        }

        return maker.Clip;
    }

    // Two pages in turn, which stand still.
    private PictureClip PaintSlides(RoomPlan room)
    {
        using var maker = new PictureClipMaker(
            codecs, options with { Width = SlidesWidth, Height = SlidesHeight, FramesPerSecond = SlidesPerSecond, BitsPerSecond = SlidesBitsPerSecond });
        for (int page = 1; page <= 2; page++)
        {
            using var card = new TestCard(room.Index + page, $"{room.Name}  {page}/2", SlidesWidth, SlidesHeight, options.Seed);
            for (int frame = 0; frame < SlidesPerSecond * PageSeconds; frame++)
            {
                maker.Add(card.DrawStill());
            }
        }

        return maker.Clip;
    }

    private async Task<PictureClip> FromFileAsync(CancellationToken cancel)
    {
        using var maker = new PictureClipMaker(codecs, options);
        await VideoFile.ReadAsync(
            options,
            picture =>
            {
                new FrameCode(FrameCode.AnyRoom, maker.Clip.Count & 0x3FF).Draw(picture);
                maker.Add(picture);
            },
            cancel);
        return maker.Clip;
    }
}

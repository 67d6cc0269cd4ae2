using System.Globalization;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Time;
using Mcu.Tests.Bench.Clips;

namespace Mcu.Tests.Bench.Paths;

/// <summary>
/// A conference's picture without a network: access units in, decoded, scaled, composed with captions and clock,
/// encoded and packetized once. The classes are those of the node, on one thread.
/// </summary>
public sealed class PicturePath : IDisposable, IVideoTap
{
    /// <summary>The composed picture.</summary>
    public static readonly CanvasSize Canvas = new(1280, 720);

    private const int BitsPerSecond = 1_500_000;
    private readonly AccessUnitPool pool = new(4096);
    private readonly IReadOnlyList<RoomClip> rooms;
    private readonly VideoSource[] sources;
    private readonly ConferenceVideo video;
    private readonly DateTimeOffset startOfDay = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));
    private int frame;

    /// <summary>Joins a room for each clip.</summary>
    public PicturePath(IReadOnlyList<RoomClip> rooms)
    {
        this.rooms = rooms;
        var codecs = new FFmpegCodecFactory();
        sources = [.. rooms.Select(_ => new VideoSource(codecs, VideoCodec.H264, new VideoDecoderLimits(), () => { }))];
        video = new ConferenceVideo(codecs, new CaptionRenderer(CaptionFonts.Default), "superfast");
        video.Publish(Plan());
    }

    /// <summary>Bytes of the pictures that came out.</summary>
    public long EncodedBytes { get; private set; }

    /// <summary>Takes a second of every room.</summary>
    public void RunSecond()
    {
        for (int i = 0; i < ClipStore.FramesPerSecond; i++)
        {
            RunFrame();
        }
    }

    /// <summary>Takes a picture of every room, and makes one.</summary>
    public void RunFrame()
    {
        Instant now = Instant.FromMilliseconds(frame * 1000.0 / ClipStore.FramesPerSecond);
        for (int room = 0; room < sources.Length; room++)
        {
            sources[room].Offer(Unit(rooms[room].Units, now));
            sources[room].Process();
        }

        video.Tick(now, startOfDay.AddMilliseconds(now.Milliseconds));
        frame++;
    }

    /// <inheritdoc/>
    public bool OnAccessUnit(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, Instant capturedAt)
    {
        EncodedBytes += accessUnit.Length;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        video.Dispose();
        foreach (VideoSource source in sources)
        {
            source.Dispose();
        }
    }

    private AccessUnit Unit(IReadOnlyList<byte[]> units, Instant now)
    {
        if (!pool.TryRent(out AccessUnit? unit))
        {
            throw new InvalidOperationException("Access units are not given back.");
        }

        int at = frame % units.Count;
        unit.TryAppend(units[at]);
        unit.IsKeyFrame = at == 0;
        unit.ReceivedAt = now;
        return unit;
    }

    private VideoPlan Plan()
    {
        string[] names = [.. Enumerable.Range(1, sources.Length).Select(room => string.Create(CultureInfo.InvariantCulture, $"xa-{room}"))];
        var layout = LayoutPlanner.Plan(
            Enough(sources.Length), Canvas, new LayoutInput { Sites = [.. names.Select(name => new LayoutSite(name))] });
        var sites = names.Select((name, at) => (name, Site: new VideoPlanSite(
            $"Xã Diên Khánh {at + 1}", sources[at], PaneStatus.Live, IsMuted: at % 2 == 0, HasFloor: at == 0, Speaks: at == 0)));
        var encoder = new EncoderClass(VideoCodec.H264, Canvas.Width, Canvas.Height, ClipStore.FramesPerSecond, BitsPerSecond);
        return new VideoPlan(
            [new VideoPlanView(layout, [], new VideoPlanTap(this, encoder))],
            sites.ToDictionary(pair => pair.name, pair => pair.Site, StringComparer.Ordinal));
    }

    private static LayoutSpec Enough(int rooms)
    {
        int side = (int)Math.Ceiling(Math.Sqrt(rooms));
        return new LayoutSpec.Grid(side, side);
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>One composed picture of a conference, and the encoders that work from it. Belongs to the video loop.</summary>
internal sealed class ComposedView : IDisposable
{
    private readonly ICodecFactory codecs;
    private readonly string preset;
    private readonly VideoCompositor compositor;
    private readonly List<SharedVideoEncoder> encoders = [];
    private readonly ScaledCanvases scaled = new();
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private VideoPlanView plan;
    private PassedVideo? passed;
    private VideoSource?[] sources = [];

    internal ComposedView(string id, CanvasSize size, ICodecFactory codecs, CaptionRenderer captions, string preset)
    {
        this.codecs = codecs;
        this.preset = preset;
        compositor = new VideoCompositor(size, captions);
        plan = new VideoPlanView(compositor.Plan, []) { Id = id };
    }

    internal string Id => plan.Id;

    internal PictureView Canvas => compositor.Canvas;

    internal CanvasSize Size => compositor.Size;

    internal int Encoders => encoders.Count;

    public void Dispose()
    {
        encoders.ForEach(encoder => encoder.Dispose());
        passed?.Dispose();
        scaled.Dispose();
        compositor.Dispose();
    }

    internal void Adopt(VideoPlanView next, IReadOnlyDictionary<string, VideoPlanSite> sites, Instant now)
    {
        NameSites(sites, next.IsClean);
        compositor.Apply(next.Layout);
        sources = [.. next.Layout.Panes.Select(pane => pane.SiteId is { } id && sites.TryGetValue(id, out VideoPlanSite? site) ? site.Source : null)];
        MoveLegs(next, now);
        plan = next;
    }

    /// <summary>Composes a picture and has it encoded; how many encoders failed to.</summary>
    internal int Tick(Instant due, DateTimeOffset localTime)
    {
        int failures = 0;
        passed?.Tick(due);
        for (int pane = 0; pane < sources.Length; pane++)
        {
            if (sources[pane] is { } source && (source.IsFresh || compositor.NeedsPicture(pane)))
            {
                DecodedPicture picture = source.Pictures.Front;
                compositor.Paint(pane, picture.View, picture.SampleAspect);
            }
        }

        compositor.SetBanner(plan.Banner);
        compositor.SetClock(plan.IsClean || !plan.HasClock ? null : localTime);
        bool changed = compositor.TakeChanged();
        scaled.Begin(compositor.Canvas);
        foreach (SharedVideoEncoder encoder in encoders)
        {
            if (encoder.IsWanted(changed, due) && !encoder.TryEncode(scaled.Get(encoder.Class.Width, encoder.Class.Height), due))
            {
                failures++;
            }
        }

        return failures;
    }

    private void NameSites(IReadOnlyDictionary<string, VideoPlanSite> sites, bool clean)
    {
        foreach (string gone in named.Where(site => !sites.ContainsKey(site)).ToArray())
        {
            compositor.RemoveSite(gone);
            named.Remove(gone);
        }

        foreach ((string id, VideoPlanSite site) in sites)
        {
            named.Add(id);
            compositor.SetSite(id, clean
                ? new SiteLook("", site.Status)
                : new SiteLook(site.Title, site.Status) { Muted = site.IsMuted, HasFloor = site.HasFloor, Speaking = site.Speaks, CaptionOnTop = site.IsUnit });
        }
    }

    private void MoveLegs(VideoPlanView next, Instant now)
    {
        PassedVideo? before = passed;
        bool isAsBefore = next.Passed is { } stream ? before?.Source == stream.Source && before.Class == stream.Class : before is null;
        foreach (VideoPlanLeg leg in isAsBefore ? plan.Legs.Except(next.Legs) : plan.Legs)
        {
            FindStream(leg.Class)?.Detach(leg.Path);
        }

        if (!isAsBefore)
        {
            before?.Dispose(); // first: the next may pass the same source on
        }

        passed = isAsBefore ? before : next.Passed is { } begun ? new PassedVideo(begun.Source, begun.Class) : null;
        foreach (VideoPlanLeg leg in isAsBefore ? next.Legs.Except(plan.Legs) : next.Legs)
        {
            StreamOf(leg.Class).Attach(leg.Path, now);
        }

        MoveTap(next.Recording);
        foreach (SharedVideoEncoder unused in encoders.Where(encoder => !encoder.IsUsed).ToArray())
        {
            encoders.Remove(unused);
            unused.Dispose();
        }
    }

    private void MoveTap(VideoPlanTap? tap)
    {
        SharedVideo? taken = tap is null ? null : StreamOf(tap.Class);
        foreach (SharedVideo stream in Streams())
        {
            stream.SetTap(stream == taken ? tap!.Tap : null);
        }
    }

    private IEnumerable<SharedVideo> Streams() => passed is null ? encoders : encoders.Append<SharedVideo>(passed);

    private SharedVideo? FindStream(EncoderClass @class) =>
        passed?.Class == @class ? passed : encoders.Find(encoder => encoder.Class == @class);

    private SharedVideo StreamOf(EncoderClass @class) => passed?.Class == @class ? passed : EncoderOf(@class);

    private SharedVideoEncoder EncoderOf(EncoderClass @class)
    {
        SharedVideoEncoder? encoder = encoders.Find(candidate => candidate.Class == @class);
        if (encoder is null)
        {
            encoder = new SharedVideoEncoder(@class, codecs, preset);
            encoders.Add(encoder);
        }

        return encoder;
    }
}

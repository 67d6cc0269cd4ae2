using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// A conference's picture (RFC 7667 §3.6, Topo-Mixer): at each tick the newest picture of every visible site is put into
/// its pane, and each view that changed is encoded once for all who are sent the same. The video loop calls
/// <see cref="Tick"/>; the control loop publishes plans.
/// </summary>
public sealed class ConferenceVideo : IDisposable
{
    private readonly ICodecFactory codecs;
    private readonly CaptionRenderer captions;
    private readonly string preset;
    private readonly List<ComposedView> views = [];
    private readonly List<VideoSource> visible = [];
    private VideoPlan current = VideoPlan.Empty;
    private VideoPlan published = VideoPlan.Empty;
    private Snapshot? wanted;
    private long frames;

    /// <summary>Makes a conference's picture; nothing is composed before the first plan.</summary>
    /// <param name="codecs">Where encoders come from.</param>
    /// <param name="captions">Renders names, signs and the clock; this conference's own, and disposed of with it.</param>
    /// <param name="preset">The H.264 encoder's preset.</param>
    public ConferenceVideo(ICodecFactory codecs, CaptionRenderer captions, string preset)
    {
        this.codecs = codecs;
        this.captions = captions;
        this.preset = preset;
    }

    /// <summary>
    /// The plan that the video loop follows. Paths and sources that are neither in it nor in a plan published since are
    /// the control loop's again, to dispose of.
    /// </summary>
    public VideoPlan Adopted => Volatile.Read(ref current);

    /// <summary>Ticks so far. Any thread.</summary>
    public long Frames => Volatile.Read(ref frames);

    /// <summary>Encoders at work. Any thread.</summary>
    public int Encoders { get; private set; }


    /// <summary>Hands a new plan over; it takes effect with the next picture.</summary>
    public void Publish(VideoPlan plan) => Volatile.Write(ref published, plan);

    /// <summary>Has the common picture copied at the next tick; null as long as it was not.</summary>
    public Snapshot RequestSnapshot()
    {
        var snapshot = new Snapshot();
        Volatile.Write(ref wanted, snapshot);
        return snapshot;
    }

    /// <summary>Composes, encodes and hands out one picture. Video loop's thread only.</summary>
    /// <param name="due">When the picture was to be made: timestamps step with it.</param>
    /// <param name="localTime">What the clock in the picture shows.</param>
    public void Tick(Instant due, DateTimeOffset localTime)
    {
        VideoPlan plan = Volatile.Read(ref published);
        if (!ReferenceEquals(plan, current))
        {
            Adopt(plan, due);
        }

        foreach (VideoSource source in visible)
        {
            source.TakeNewest();
        }

        foreach (ComposedView view in views)
        {
            view.Tick(due, localTime);
        }

        frames++;
        if (views.Count > 0 && Interlocked.Exchange(ref wanted, null) is { } snapshot)
        {
            snapshot.Take(views[0].Canvas);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Adopt(VideoPlan.Empty, Instant.Never);
        Interlocked.Exchange(ref wanted, null)?.Cancel();
        captions.Dispose();
    }

    private void Adopt(VideoPlan plan, Instant now)
    {
        while (views.Count > plan.Views.Count)
        {
            views[^1].Dispose();
            views.RemoveAt(views.Count - 1);
        }

        for (int i = 0; i < plan.Views.Count; i++)
        {
            if (i == views.Count)
            {
                views.Add(new ComposedView(plan.Views[i].Layout.Canvas, codecs, captions, preset));
            }

            views[i].Adopt(plan.Views[i], plan.Sites, now);
        }

        ShowOnly(plan);
        Encoders = views.Sum(view => view.Encoders);
        Volatile.Write(ref current, plan);
    }

    private void ShowOnly(VideoPlan plan)
    {
        foreach (VideoSource source in visible)
        {
            source.IsVisible = false;
        }

        visible.Clear();
        foreach ((string site, VideoPlanSite look) in plan.Sites)
        {
            if (look.Source is { } source && plan.Views.Any(view => view.Layout.IndexOf(site) >= 0))
            {
                visible.Add(source);
            }
        }

        visible.ForEach(source => source.Show());
    }
}

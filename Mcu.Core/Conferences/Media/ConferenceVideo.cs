using System.Collections.Concurrent;
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
    private readonly PlanHandover<VideoPlan> plans = new(VideoPlan.Empty);
    private readonly ConcurrentQueue<Snapshot> wanted = new();
    private long frames;
    private long encodeFailures;

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

    /// <summary>The plan that the video loop follows. Any thread.</summary>
    public VideoPlan Adopted => plans.Adopted;

    /// <summary>Hands a new plan over; it takes effect with the next picture. Control loop's thread only.</summary>
    public void Publish(VideoPlan plan) => plans.Publish(plan);

    /// <summary>
    /// Whether a plan that the video loop follows or may yet take up says so. A path or a source that is in none of them is the
    /// control loop's again, to dispose of. Control loop's thread only.
    /// </summary>
    public bool IsPlanned(Func<VideoPlan, bool> says) => plans.IsIn(says);

    /// <summary>Ticks so far. Any thread.</summary>
    public long Frames => Volatile.Read(ref frames);

    /// <summary>Pictures that an encoder was given and did not encode. Any thread.</summary>
    public long EncodeFailures => Volatile.Read(ref encodeFailures);

    /// <summary>Encoders at work. Any thread.</summary>
    public int Encoders { get; private set; }

    /// <summary>Has the common picture copied at the next tick, or at one of the next when several ask. Any thread.</summary>
    public Snapshot RequestSnapshot()
    {
        var snapshot = new Snapshot();
        wanted.Enqueue(snapshot);
        return snapshot;
    }

    /// <summary>Composes, encodes and hands out one picture. Video loop's thread only.</summary>
    /// <param name="due">When the picture was to be made: timestamps step with it.</param>
    /// <param name="localTime">What the clock in the picture shows.</param>
    public void Tick(Instant due, DateTimeOffset localTime)
    {
        if (plans.TryTake(out VideoPlan plan))
        {
            Adopt(plan, due);
        }

        foreach (VideoSource source in visible)
        {
            source.TakeNewest();
        }

        foreach (ComposedView view in views)
        {
            encodeFailures += view.Tick(due, localTime);
        }

        frames++;
        if (views.Count > 0 && wanted.TryDequeue(out Snapshot? snapshot))
        {
            snapshot.Take(views[0].Canvas);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Adopt(VideoPlan.Empty, Instant.Never);
        while (wanted.TryDequeue(out Snapshot? snapshot))
        {
            snapshot.Cancel();
        }

        captions.Dispose();
    }

    private void Adopt(VideoPlan plan, Instant now)
    {
        ComposedView[] former = [.. views];
        views.Clear();
        foreach (VideoPlanView planned in plan.Views)
        {
            ComposedView view = Array.Find(former, known => known.Id == planned.Id && known.Size == planned.Layout.Canvas)
                ?? new ComposedView(planned.Id, planned.Layout.Canvas, codecs, captions, preset);
            view.Adopt(planned, plan.Sites, now);
            views.Add(view);
        }

        foreach (ComposedView gone in former.Except(views))
        {
            gone.Dispose();
        }

        ShowOnly(plan);
        Encoders = views.Sum(view => view.Encoders);
        plans.Adopt(plan);
    }

    private void ShowOnly(VideoPlan plan)
    {
        List<VideoSource> seen = [.. plan.Sites
            .Where(site => site.Value.Source is not null && plan.Views.Any(view => view.Layout.IndexOf(site.Key) >= 0))
            .Select(site => site.Value.Source!)];
        foreach (VideoSource source in visible.Except(seen))
        {
            source.IsVisible = false;
        }

        visible.Clear();
        visible.AddRange(seen);
        visible.ForEach(source => source.Show());
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;

namespace Mcu.Tests.Composing;

/// <summary>Compositors over sites s0, s1, ... with pictures of 320x180.</summary>
internal sealed class CompositorFixture : IDisposable
{
    internal static readonly CanvasSize Size = new(640, 360);
    private readonly CaptionRenderer captions = new(CaptionFonts.Default);
    private readonly Picture[] sources = [.. Enumerable.Range(0, 4).Select(at => TestPictures.Waves(320, 180, at))];

    public void Dispose()
    {
        captions.Dispose();
        foreach (Picture source in sources)
        {
            source.Dispose();
        }
    }

    internal static LayoutPlan PlanOf(int sites) => LayoutPlanner.Plan(new LayoutSpec.Auto(), Size, LayoutInputs.Of(sites));

    internal static SiteLook Live(string title) => new(title, PaneStatus.Live);

    internal Picture Source(int at) => sources[at];

    /// <summary>An empty compositor.</summary>
    internal VideoCompositor Empty() => new(Size, captions);

    /// <summary>Four live sites, each with its picture painted, everything composed.</summary>
    internal VideoCompositor Four(Func<int, SiteLook>? look = null)
    {
        VideoCompositor compositor = Empty();
        for (int site = 0; site < 4; site++)
        {
            compositor.SetSite($"s{site}", look?.Invoke(site) ?? Live($"Xã Ỷ Tý {site}"));
        }

        compositor.Apply(PlanOf(4));
        PaintAll(compositor);
        compositor.TakeChanged();
        return compositor;
    }

    internal void PaintAll(VideoCompositor compositor)
    {
        for (int pane = 0; pane < compositor.Plan.Panes.Count; pane++)
        {
            if (compositor.NeedsPicture(pane))
            {
                compositor.Paint(pane, sources[pane].View, 1);
            }
        }
    }

    internal static byte[] Shot(VideoCompositor compositor)
    {
        compositor.TakeChanged();
        return TestPictures.Samples(compositor.Canvas);
    }

    /// <summary>How many luma samples differ inside a rectangle.</summary>
    internal static int Differences(in PictureView a, in PictureView b, PaneRectangle part)
    {
        int count = 0;
        for (int y = part.Y; y < part.Bottom; y++)
        {
            for (int x = part.X; x < part.Right; x++)
            {
                count += TestPictures.At(a, x, y) != TestPictures.At(b, x, y) ? 1 : 0;
            }
        }

        return count;
    }
}

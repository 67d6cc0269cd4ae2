namespace Mcu.Core.Composing.Scaling;

/// <summary>
/// How a source picture lies in a pane: which part of it is used, and where in the pane that goes. Nothing is ever
/// stretched; bars appear only where the aspect ratios really differ.
/// </summary>
/// <param name="Source">The part of the source, in its samples; starts even.</param>
/// <param name="Target">Where it goes, relative to the pane; four even numbers.</param>
public readonly record struct PictureFit(PaneRectangle Source, PaneRectangle Target)
{
    // What may be cut off rather than leave a sliver of a bar, or lose the exact ratios 1:1 and 2:1, whose kernels are
    // several times cheaper: a pane is its cell less the gap, and the cell is often exactly half of the source.
    private const double Overscan = 0.035;

    /// <summary>Lays a source with the given sample aspect ratio (width : height of a sample) into a pane.</summary>
    public static PictureFit Of(int sourceWidth, int sourceHeight, double sampleAspect, int paneWidth, int paneHeight)
    {
        double aspect = sampleAspect is > 0.1 and < 10 ? sampleAspect : 1;
        if (Math.Abs(aspect - 1) < 0.01)
        {
            foreach (int ratio in (ReadOnlySpan<int>)[1, 2])
            {
                if (IsCover(sourceWidth, paneWidth * ratio) && IsCover(sourceHeight, paneHeight * ratio))
                {
                    return new PictureFit(
                        Middle(sourceWidth, sourceHeight, paneWidth * ratio, paneHeight * ratio),
                        new PaneRectangle(0, 0, paneWidth, paneHeight));
                }
            }
        }

        double shown = sourceWidth * aspect / sourceHeight;
        double pane = (double)paneWidth / paneHeight;
        return Math.Max(shown / pane, pane / shown) <= 1 + Overscan
            ? Fill(sourceWidth, sourceHeight, shown, pane, paneWidth, paneHeight)
            : Letterbox(sourceWidth, sourceHeight, shown, pane, paneWidth, paneHeight);
    }

    private static PictureFit Fill(int sourceWidth, int sourceHeight, double shown, double pane, int paneWidth, int paneHeight)
    {
        int width = shown > pane ? EvenDown(sourceWidth * pane / shown, sourceWidth) : sourceWidth;
        int height = shown < pane ? EvenDown(sourceHeight * shown / pane, sourceHeight) : sourceHeight;
        return new PictureFit(Middle(sourceWidth, sourceHeight, width, height), new PaneRectangle(0, 0, paneWidth, paneHeight));
    }

    private static PictureFit Letterbox(int sourceWidth, int sourceHeight, double shown, double pane, int paneWidth, int paneHeight)
    {
        int width = shown < pane ? EvenDown(paneHeight * shown, paneWidth) : paneWidth;
        int height = shown > pane ? EvenDown(paneWidth / shown, paneHeight) : paneHeight;
        return new PictureFit(new PaneRectangle(0, 0, sourceWidth, sourceHeight), Middle(paneWidth, paneHeight, width, height));
    }

    private static bool IsCover(int source, int used) => used <= source && source - used <= source * Overscan;

    private static PaneRectangle Middle(int outerWidth, int outerHeight, int width, int height) =>
        new((outerWidth - width) / 4 * 2, (outerHeight - height) / 4 * 2, width, height);

    private static int EvenDown(double length, int most) => Math.Min(most, Math.Max(2, (int)Math.Round(length / 2) * 2));
}

using Mcu.Core.Codecs;

namespace Mcu.Core.Composing.Scaling;

/// <summary>
/// Scales pictures of one size and sample aspect ratio into panes of one size, by the rules of <see cref="PictureFit"/>.
/// Allocates when made, never after. Not thread-safe: it has a scratch row.
/// </summary>
public sealed unsafe class PictureScaler
{
    private readonly PlaneScaler luma;
    private readonly PlaneScaler chroma;

    /// <summary>Makes the tables for one geometry; the pane's sides are even.</summary>
    public PictureScaler(int sourceWidth, int sourceHeight, double sampleAspect, int paneWidth, int paneHeight)
    {
        (SourceWidth, SourceHeight, SampleAspect) = (sourceWidth, sourceHeight, sampleAspect);
        (PaneWidth, PaneHeight) = (paneWidth, paneHeight);
        Fit = PictureFit.Of(sourceWidth, sourceHeight, sampleAspect, paneWidth, paneHeight);
        luma = PlaneScaler.Create(Fit.Source.Width, Fit.Source.Height, Fit.Target.Width, Fit.Target.Height);
        chroma = PlaneScaler.Create(Fit.Source.Width / 2.0, Fit.Source.Height / 2.0, Fit.Target.Width / 2, Fit.Target.Height / 2);
    }

    /// <summary>Source columns.</summary>
    public int SourceWidth { get; }

    /// <summary>Source rows.</summary>
    public int SourceHeight { get; }

    /// <summary>Width of a source sample divided by its height.</summary>
    public double SampleAspect { get; }

    /// <summary>Pane columns.</summary>
    public int PaneWidth { get; }

    /// <summary>Pane rows.</summary>
    public int PaneHeight { get; }

    /// <summary>What of the source goes where in the pane.</summary>
    public PictureFit Fit { get; }

    /// <summary>Whether the picture fills the pane, without bars.</summary>
    public bool FillsPane => Fit.Target.Width == PaneWidth && Fit.Target.Height == PaneHeight;

    /// <summary>Whether these tables serve a source of this geometry.</summary>
    public bool Serves(in PictureView source, double sampleAspect) =>
        source.Width == SourceWidth && source.Height == SourceHeight && sampleAspect.Equals(SampleAspect);

    /// <summary>Scales a source into a pane, except the bars.</summary>
    public void Scale(in PictureView source, in PictureView pane)
    {
        if (source.Width != SourceWidth || source.Height != SourceHeight || pane.Width != PaneWidth || pane.Height != PaneHeight)
        {
            throw new ArgumentException("The scaler was made for another geometry.", nameof(source));
        }

        PictureView from = source.Crop(Fit.Source);
        PictureView to = pane.Crop(Fit.Target);
        luma.Scale(from.Y, from.StrideY, to.Y, to.StrideY);
        chroma.Scale(from.U, from.StrideU, to.U, to.StrideU);
        chroma.Scale(from.V, from.StrideV, to.V, to.StrideV);
    }
}

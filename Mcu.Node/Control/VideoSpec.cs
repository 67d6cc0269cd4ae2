namespace Mcu.Node.Control;

/// <summary>The composed picture: pixels, pictures per second, kbit/s.</summary>
public sealed record VideoSpec(int Width, int Height, int FrameRate, int BitrateKbps);

/// <summary>As <see cref="VideoSpec"/>, with null for the node's default. Size is given whole or not at all.</summary>
public sealed record VideoDraft(int? Width = null, int? Height = null, int? FrameRate = null, int? BitrateKbps = null)
{
    /// <summary>The draft with the defaults in its gaps.</summary>
    public VideoSpec Or(VideoSpec defaults) => new(
        Width ?? defaults.Width,
        Height ?? defaults.Height,
        FrameRate ?? defaults.FrameRate,
        BitrateKbps ?? defaults.BitrateKbps);
}

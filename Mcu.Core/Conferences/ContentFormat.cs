namespace Mcu.Core.Conferences;

/// <summary>How slides are shown: large, since they are read, and at few pictures a second, since they stand still.</summary>
public static class ContentFormat
{
    /// <summary>Target rate of one encoder, bit/s.</summary>
    public const int BitsPerSecond = 1_000_000;

    private const int Width = 1280, Height = 720, MaxFramesPerSecond = 15;

    /// <summary>The format in a conference: a whole divisor of its own frame rate, so that pictures stay evenly spaced.</summary>
    public static PictureFormat In(PictureFormat conference)
    {
        int divisor = (conference.FramesPerSecond + MaxFramesPerSecond - 1) / MaxFramesPerSecond;
        return new PictureFormat(Width, Height, conference.FramesPerSecond / divisor, BitsPerSecond);
    }
}

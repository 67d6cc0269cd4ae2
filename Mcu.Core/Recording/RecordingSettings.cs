namespace Mcu.Core.Recording;

/// <summary>What a recording holds: H.264 pictures and 48 kHz mono Opus.</summary>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
/// <param name="FramesPerSecond">Nominal frame rate.</param>
public sealed record RecordingSettings(int Width, int Height, int FramesPerSecond);

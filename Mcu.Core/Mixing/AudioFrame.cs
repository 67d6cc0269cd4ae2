namespace Mcu.Core.Mixing;

/// <summary>The one shape of sound inside the MCU: 20 ms of 48 kHz mono float, full scale ±1.</summary>
public static class AudioFrame
{
    /// <summary>Samples in a second.</summary>
    public const int SampleRate = 48000;

    /// <summary>Samples in a frame.</summary>
    public const int Samples = 960;

    /// <summary>Samples in a millisecond.</summary>
    public const int SamplesPerMillisecond = SampleRate / 1000;

    /// <summary>How often the audio loop mixes.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(20);
}

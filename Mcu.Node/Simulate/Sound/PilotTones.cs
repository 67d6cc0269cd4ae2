namespace Mcu.Node.Simulate.Sound;

/// <summary>
/// Tones that mark who speaks: above the speech harmonics (which end at 900 Hz) and within the band of G.711. Rooms that
/// share a tone are a whole round of <see cref="Distinct"/> turns apart.
/// </summary>
public static class PilotTones
{
    /// <summary>How many tones can be told apart.</summary>
    public const int Distinct = 72;

    /// <summary>RMS level at which a tone is sent within syllables.</summary>
    public const float SentDbfs = -24;

    private const double LowestHertz = 1000;
    private const double SpacingHertz = 31; // twice a tone is not another's

    private const int Stride = 29; // rooms that speak at the same time have tones far apart, whose syllables do not blur into one another

    /// <summary>The tone of a place in the round of speakers.</summary>
    public static double HertzOf(int place) => LowestHertz + (place * Stride % Distinct * SpacingHertz);
}

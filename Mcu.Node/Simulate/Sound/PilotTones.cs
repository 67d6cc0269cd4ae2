namespace Mcu.Node.Simulate.Sound;

/// <summary>
/// Tones that mark who speaks, within the band of G.711. Two things could be taken for a room's own tone although no mixer
/// sends it back, and both were measured through real codecs (see the tests):
/// <list type="bullet">
/// <item>Opus' coding noise. It lies where it is masked: within some 200 Hz of loud speech or of a loud tone, at -20 to -40 dB
/// of a pilot. So the lowest tone is 400 Hz above the highest harmonic of the voices.</item>
/// <item>A neighbor's tone that is close by, whose syllables blur it. So rooms that speak at the same time, which are neighbors
/// in the round (its last and its first too), have tones at least <see cref="NeighborsApartHertz"/> apart, however many rooms there are.</item>
/// </list>
/// Fleets that meet have seeds of their own, and with those tones of their own, while there are few rooms. All are multiples of <see cref="PilotMeter.BinHertz"/>, and twice a tone is not another's.
/// </summary>
public static class PilotTones
{
    /// <summary>How many tones can be told apart. Rooms that share one are as many turns apart.</summary>
    public const int Distinct = Bands * TonesPerBand;

    /// <summary>Rooms that speak at the same time differ by this at least.</summary>
    public const double NeighborsApartHertz = 500;

    /// <summary>RMS level at which a tone is sent within syllables.</summary>
    public const float SentDbfs = -24;

    private const double LowestHertz = 1310;
    private const double SpacingHertz = 25;
    private const int Bands = 3;
    private const int TonesPerBand = 24;

    // Of seeds 1 to 8, each as far from those before as can be.
    private static readonly int[] FirstTones = [0, 12, 6, 18, 3, 15, 9, 21];

    /// <summary>The tone of a place in the round.</summary>
    /// <param name="place">0 to <paramref name="speakers"/> - 1.</param>
    /// <param name="speakers">Places in the round.</param>
    /// <param name="seed">The fleet's. Of seeds 1 to 8 none shares tones of up to nine rooms with another, and 1 and 2 not of up to 36.</param>
    public static double HertzOf(int place, int speakers, int seed)
    {
        // Neighbors take the lowest, the middle and the highest band in turn. Where the round closes with two lowest ones, the last takes the middle.
        bool closesAlike = place == speakers - 1 && place % Bands == 0;
        int band = closesAlike ? 1 : place % Bands;
        return LowestHertz + (((band * TonesPerBand) + FirstOf(speakers, seed) + (place / Bands % TonesPerBand)) * SpacingHertz);
    }

    // Not beyond the band, or the round would not close with tones that are apart.
    private static int FirstOf(int speakers, int seed)
    {
        int used = Math.Min((speakers + Bands - 1) / Bands, TonesPerBand);
        return Math.Min(FirstTones[(uint)(seed - 1) % FirstTones.Length], TonesPerBand - used);
    }
}

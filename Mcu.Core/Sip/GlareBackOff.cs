using Mcu.Core.Randomness;

namespace Mcu.Core.Sip;

/// <summary>How long to wait after 491, so that the two sides do not collide again (RFC 3261 §14.1).</summary>
internal static class GlareBackOff
{
    private const int StepMilliseconds = 10;

    /// <summary>2.1 to 4 s for the side that chose Call-ID, 0 to 2 s for the other, in steps of 10 ms.</summary>
    public static TimeSpan Next(bool isCaller, IRandomSource random)
    {
        (int first, int last) = isCaller ? (210, 400) : (0, 200);
        int steps = first + (int)(random.NextDouble() * (last - first + 1));
        return TimeSpan.FromMilliseconds(steps * StepMilliseconds);
    }
}

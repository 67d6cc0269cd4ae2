using Mcu.Core.Randomness;

namespace Mcu.Tests.Rtp;

/// <summary>Randomness that is the same in each run.</summary>
internal sealed class SeededRandom(int seed) : IRandomSource
{
    private readonly Random random = new(seed);

    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}

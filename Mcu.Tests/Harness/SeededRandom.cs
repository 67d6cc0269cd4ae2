using Mcu.Core.Randomness;

namespace Mcu.Tests.Harness;

/// <summary>The same bits in every run.</summary>
internal sealed class SeededRandom(int seed) : IRandomSource
{
    private readonly Random random = new(seed);

    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}

using Mcu.Core.Randomness;

namespace Mcu.Tests.Sip;

/// <summary>Random bits that a seed repeats.</summary>
internal sealed class SeededRandom(int seed) : IRandomSource
{
    private readonly Random random = new(seed);

    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}

using System.Security.Cryptography;
using Mcu.Core.Randomness;

namespace Mcu.Node.Loops;

/// <summary>The operating system's random bits, fit for tags, keys and SSRCs. Any thread.</summary>
public sealed class OsRandom : IRandomSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}

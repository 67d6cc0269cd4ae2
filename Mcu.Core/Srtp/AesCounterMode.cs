namespace Mcu.Core.Srtp;

/// <summary>
/// AES in counter mode, of which the framework has none (NIST SP 800-38A §6.5): by the processor's own instructions where it has
/// them, else by the framework's block cipher. One thread; nothing is allocated.
/// </summary>
internal abstract class AesCounterMode : IDisposable
{
    /// <summary>Bytes of a block.</summary>
    protected const int BlockLength = 16;

    /// <summary>A cipher of a key of 16 or 32 bytes.</summary>
    public static AesCounterMode Create(ReadOnlySpan<byte> key) =>
        HardwareAesCounterMode.IsSupported ? new HardwareAesCounterMode(key) : new SoftwareAesCounterMode(key);

    /// <summary>Encrypts or decrypts in place: adds the key stream to the data.</summary>
    /// <param name="counter">The first counter block, 16 bytes; its last 32 bits are counted up.</param>
    /// <param name="data">The data.</param>
    public abstract void Apply(ReadOnlySpan<byte> counter, Span<byte> data);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}

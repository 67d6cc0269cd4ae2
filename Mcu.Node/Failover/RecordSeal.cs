using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Mcu.Node.Failover;

/// <summary>
/// Seals records that have keys of calls in them (SDES), before they are written to any disk: AES-256-GCM under the group's secret. A record
/// opens only under its own kind and key.
/// </summary>
public sealed class RecordSeal : IDisposable
{
    /// <summary>Bytes of the group's secret.</summary>
    public const int SecretBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    private readonly AesGcm cipher;

    /// <summary>Makes one of the group's secret.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public RecordSeal(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretBytes)
        {
            throw new ArgumentException($"a group's secret has {SecretBytes} bytes", nameof(secret));
        }

        cipher = new AesGcm(secret, TagBytes);
    }

    /// <summary>Nonce, ciphertext, tag.</summary>
    public ByteString Seal(uint kind, string key, ByteString value)
    {
        byte[] sealedBytes = new byte[NonceBytes + value.Length + TagBytes];
        Span<byte> nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(
            nonce, value.Span, sealedBytes.AsSpan(NonceBytes, value.Length), sealedBytes.AsSpan(NonceBytes + value.Length), Context(kind, key));
        return UnsafeByteOperations.UnsafeWrap(sealedBytes);
    }

    /// <summary>The record; false when it was sealed under another secret or is damaged.</summary>
    public bool TryOpen(uint kind, string key, ByteString sealedValue, [NotNullWhen(true)] out ByteString? value)
    {
        value = null;
        if (sealedValue.Length < NonceBytes + TagBytes)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = sealedValue.Span;
        byte[] plain = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            cipher.Decrypt(bytes[..NonceBytes], bytes[NonceBytes..^TagBytes], bytes[^TagBytes..], plain, Context(kind, key));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        value = UnsafeByteOperations.UnsafeWrap(plain);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();

    private static byte[] Context(uint kind, string key) => Encoding.UTF8.GetBytes($"{kind}/{key}");
}

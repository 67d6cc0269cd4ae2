using System.Buffers.Binary;
using System.Security.Cryptography;
using Mcu.Cascade.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>The session keys of one master key and their AEAD, for RTP or for RTCP (RFC 7714). One thread.</summary>
internal sealed class LinkCipher : IDisposable
{
    /// <summary>Bytes of an authentication tag.</summary>
    public const int TagLength = 16;

    private const int IvLength = 12;
    private const int LabelAt = 7; // RFC 3711 §4.3.1: key_id is right-aligned with the 112-bit salt
    private readonly AesGcm aead;
    private readonly byte[] salt;
    private readonly byte[] nonce = new byte[IvLength];

    /// <summary>Derives them.</summary>
    /// <param name="key">Master key and salt.</param>
    /// <param name="keyLabel">RFC 3711 §4.3.1: 0 for RTP, 3 for RTCP.</param>
    /// <param name="saltLabel">2 for RTP, 5 for RTCP.</param>
    public LinkCipher(LinkKey key, byte keyLabel, byte saltLabel)
        : this(Derive(key.Key, key.Salt, keyLabel)[..LinkKey.KeyLength], Derive(key.Key, key.Salt, saltLabel)[..LinkKey.SaltLength])
    {
    }

    /// <summary>Takes session keys as they are.</summary>
    internal LinkCipher(byte[] sessionKey, byte[] sessionSalt)
    {
        aead = new AesGcm(sessionKey, TagLength);
        salt = sessionSalt;
    }

    /// <summary>Encrypts and authenticates.</summary>
    public void Encrypt(uint source, ulong index, bool isRtcp, ReadOnlySpan<byte> plain, Span<byte> sealedBytes, ReadOnlySpan<byte> header)
    {
        WriteNonce(source, index, isRtcp);
        aead.Encrypt(nonce, plain, sealedBytes[..plain.Length], sealedBytes.Slice(plain.Length, TagLength), header);
    }

    /// <summary>Decrypts what is authentic; false for everything else.</summary>
    public bool TryDecrypt(uint source, ulong index, bool isRtcp, ReadOnlySpan<byte> sealedBytes, Span<byte> plain, ReadOnlySpan<byte> header)
    {
        WriteNonce(source, index, isRtcp);
        try
        {
            aead.Decrypt(nonce, sealedBytes[..^TagLength], sealedBytes[^TagLength..], plain, header);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => aead.Dispose();

    /// <summary>The first 16 bytes of RFC 3711 §4.3.3's key stream for a label, with a key derivation rate of 0.</summary>
    internal static byte[] Derive(byte[] masterKey, byte[] masterSalt, byte label)
    {
        using Aes aes = Aes.Create();
        aes.Key = masterKey;
        var block = new byte[16];
        masterSalt.CopyTo(block, 0);
        block[LabelAt] ^= label;
        return aes.EncryptEcb(block, PaddingMode.None);
    }

    // RFC 7714 §8.1 for RTP (2 zeros, SSRC, ROC, SEQ), §9.1 for RTCP (2 zeros, SSRC, 2 zeros, index).
    private void WriteNonce(uint source, ulong index, bool isRtcp)
    {
        Span<byte> bytes = nonce;
        bytes.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], source);
        if (isRtcp)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], (uint)index);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[6..], (uint)(index >> 16));
            BinaryPrimitives.WriteUInt16BigEndian(bytes[10..], (ushort)index);
        }

        for (int i = 0; i < IvLength; i++)
        {
            bytes[i] ^= salt[i];
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Mcu.Core.Buffers;

namespace Mcu.Core.Srtp;

/// <summary>AEAD_AES_128_GCM (RFC 7714).</summary>
internal sealed class AeadCipher : SrtpCipher
{
    private const int Tag = 16;
    private const int KeyLength = 16;
    private const int IvLength = 12;
    private const int RtcpHeaderLength = 8;

    private readonly AesGcm aead;
    private readonly AesCounterMode counterMode;
    private readonly byte[] salt;
    private readonly byte[] counter = new byte[16]; // the nonce, and GCM's 32-bit block number
    private readonly byte[] rtcpHeader = new byte[RtcpHeaderLength + SrtpProfile.RtcpIndexLength];
    private readonly byte[] plain = new byte[PacketBuffer.Capacity];
    private readonly byte[] again = new byte[PacketBuffer.Capacity];
    private readonly byte[] tag = new byte[Tag];

    /// <summary>Derives the session keys.</summary>
    public AeadCipher(SrtpKey master, bool isRtcp)
        : this(
            SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.EncryptionLabel, isRtcp, KeyLength),
            SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.SaltLabel, isRtcp, IvLength),
            isRtcp)
    {
    }

    /// <summary>Takes session keys.</summary>
    internal AeadCipher(byte[] key, byte[] salt, bool isRtcp)
        : base(Tag, isRtcp)
    {
        aead = new AesGcm(key, Tag);
        counterMode = AesCounterMode.Create(key);
        this.salt = salt;
    }

    private Span<byte> Nonce => counter.AsSpan(0, IvLength);

    /// <inheritdoc/>
    public override int Seal(uint source, ulong index, Span<byte> packet, int headerLength, int length)
    {
        WriteNonce(source, index);
        Span<byte> payload = packet[headerLength..length];
        int sealedLength = length + Tag;
        if (IsRtcp)
        {
            BinaryPrimitives.WriteUInt32BigEndian(packet[sealedLength..], EncryptedFlag | (uint)index);
        }

        aead.Encrypt(Nonce, payload, payload, packet.Slice(length, Tag), AssociatedData(packet, headerLength, sealedLength));
        return length + Overhead;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The framework's own decryption throws on a wrong tag, and garbage must not cost an exception: so the payload is decrypted in
    /// counter mode, which GCM is, and encrypted again for the tag that it ought to have.
    /// </remarks>
    public override bool TryOpen(uint source, ulong index, Span<byte> packet, int headerLength, out int length)
    {
        length = packet.Length - Overhead;
        int payloadLength = length - headerLength;
        if (payloadLength > plain.Length)
        {
            return false;
        }

        WriteNonce(source, index);
        BinaryPrimitives.WriteUInt32BigEndian(counter.AsSpan(IvLength), 2); // NIST SP 800-38D §7.1: 1 is the tag's
        Span<byte> payload = plain.AsSpan(0, payloadLength);
        packet[headerLength..length].CopyTo(payload);
        counterMode.Apply(counter, payload);
        aead.Encrypt(Nonce, payload, again.AsSpan(0, payloadLength), tag, AssociatedData(packet, headerLength, length + Tag));
        if (!CryptographicOperations.FixedTimeEquals(tag, packet.Slice(length, Tag)))
        {
            return false;
        }

        payload.CopyTo(packet[headerLength..]);
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        aead.Dispose();
        counterMode.Dispose();
    }

    /// <inheritdoc/>
    protected override int RtcpIndexAt(int length) => length - SrtpProfile.RtcpIndexLength;

    // RFC 7714 §8.2: the header; §9.2: the header and what follows the tag.
    private ReadOnlySpan<byte> AssociatedData(ReadOnlySpan<byte> packet, int headerLength, int indexAt)
    {
        if (!IsRtcp)
        {
            return packet[..headerLength];
        }

        packet[..RtcpHeaderLength].CopyTo(rtcpHeader);
        packet.Slice(indexAt, SrtpProfile.RtcpIndexLength).CopyTo(rtcpHeader.AsSpan(RtcpHeaderLength));
        return rtcpHeader;
    }

    // RFC 7714 §8.1 for RTP (2 zeros, SSRC, ROC, SEQ), §9.1 for RTCP (2 zeros, SSRC, 2 zeros, index): both are SSRC and 48 bits.
    private void WriteNonce(uint source, ulong index)
    {
        Span<byte> nonce = Nonce;
        BinaryPrimitives.WriteUInt16BigEndian(nonce, 0);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], source);
        BinaryPrimitives.WriteUInt16BigEndian(nonce[6..], (ushort)(index >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], (uint)index);
        for (int i = 0; i < IvLength; i++)
        {
            nonce[i] ^= salt[i];
        }
    }
}

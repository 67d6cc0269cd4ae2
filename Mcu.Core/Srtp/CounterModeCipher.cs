using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mcu.Core.Srtp;

/// <summary>AES in counter mode with HMAC-SHA1 (RFC 3711 §4.1.1 and §4.2.1; RFC 6188 for keys of 256 bits).</summary>
internal sealed class CounterModeCipher : SrtpCipher
{
    private const int AuthenticationKeyLength = 20;
    private const int SaltLength = 14;
    private const int SaltedAt = 4; // where SSRC and then the index are added to the salt

    private readonly AesCounterMode encryption;
    private readonly IncrementalHash authentication;
    private readonly byte[] salt;
    private readonly byte[] counter = new byte[16];
    private readonly byte[] tag = new byte[HMACSHA1.HashSizeInBytes];
    private readonly byte[] rollover = new byte[sizeof(uint)];

    /// <summary>Derives the session keys.</summary>
    public CounterModeCipher(SrtpProfile profile, SrtpKey master, bool isRtcp)
        : base(isRtcp ? profile.RtcpTagLength : profile.TagLength, isRtcp)
    {
        encryption = AesCounterMode.Create(SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.EncryptionLabel, isRtcp, profile.KeyLength));
        salt = SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.SaltLabel, isRtcp, SaltLength);
        authentication = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA1, SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.AuthenticationLabel, isRtcp, AuthenticationKeyLength));
    }

    /// <inheritdoc/>
    public override int Seal(uint source, ulong index, Span<byte> packet, int headerLength, int length)
    {
        Apply(source, index, packet[headerLength..length]);
        int authenticated = length;
        if (IsRtcp)
        {
            BinaryPrimitives.WriteUInt32BigEndian(packet[length..], EncryptedFlag | (uint)index);
            authenticated += SrtpProfile.RtcpIndexLength;
        }

        Authenticate(index, packet[..authenticated]);
        tag.AsSpan(0, TagLength).CopyTo(packet[authenticated..]);
        return length + Overhead;
    }

    /// <inheritdoc/>
    public override bool TryOpen(uint source, ulong index, Span<byte> packet, int headerLength, out int length)
    {
        length = packet.Length - Overhead;
        Authenticate(index, packet[..^TagLength]);
        if (!CryptographicOperations.FixedTimeEquals(tag.AsSpan(0, TagLength), packet[^TagLength..]))
        {
            return false;
        }

        Apply(source, index, packet[headerLength..length]);
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        encryption.Dispose();
        authentication.Dispose();
    }

    /// <inheritdoc/>
    protected override int RtcpIndexAt(int length) => length - TagLength - SrtpProfile.RtcpIndexLength;

    private void Apply(uint source, ulong index, Span<byte> payload)
    {
        Span<byte> block = counter;
        salt.CopyTo(block);
        block[SaltLength..].Clear();
        Span<byte> salted = block[SaltedAt..];
        BinaryPrimitives.WriteUInt32BigEndian(salted, BinaryPrimitives.ReadUInt32BigEndian(salted) ^ source);
        salted = salted[sizeof(uint)..];
        BinaryPrimitives.WriteUInt64BigEndian(salted, BinaryPrimitives.ReadUInt64BigEndian(salted) ^ (index << 16));
        encryption.Apply(block, payload);
    }

    // RFC 3711 §4.2: the rollover counter is authenticated though it is not sent; the RTCP index is in the packet.
    private void Authenticate(ulong index, ReadOnlySpan<byte> packet)
    {
        authentication.AppendData(packet);
        if (!IsRtcp)
        {
            BinaryPrimitives.WriteUInt32BigEndian(rollover, (uint)(index >> 16));
            authentication.AppendData(rollover);
        }

        authentication.GetHashAndReset(tag);
    }
}

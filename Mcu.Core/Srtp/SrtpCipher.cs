using System.Buffers.Binary;

namespace Mcu.Core.Srtp;

/// <summary>
/// The session keys of one master key, for RTP or for RTCP, and what they do to a packet in place. It knows of no sequence: the index
/// is the caller's matter. One thread; nothing is allocated, and nothing is thrown for bytes from the network.
/// </summary>
public abstract class SrtpCipher : IDisposable
{
    /// <summary>The E flag (RFC 3711 §3.4): the payload is encrypted.</summary>
    protected const uint EncryptedFlag = 0x8000_0000;

    private protected SrtpCipher(int tagLength, bool isRtcp)
    {
        TagLength = tagLength;
        IsRtcp = isRtcp;
        Overhead = tagLength + (isRtcp ? SrtpProfile.RtcpIndexLength : 0);
    }

    /// <summary>Bytes that a packet grows by.</summary>
    public int Overhead { get; }

    /// <summary>Bytes of the authentication tag.</summary>
    protected int TagLength { get; }

    /// <summary>Whether it is for RTCP.</summary>
    protected bool IsRtcp { get; }

    /// <summary>Derives the session keys.</summary>
    public static SrtpCipher Create(SrtpProfile profile, SrtpKey key, bool isRtcp) =>
        profile.IsAead ? new AeadCipher(key, isRtcp) : new CounterModeCipher(profile, key, isRtcp);

    /// <summary>Protects a packet in place; returns its new length. There must be room for <see cref="Overhead"/> behind it.</summary>
    /// <param name="source">Its SSRC.</param>
    /// <param name="index">48 bits of rollover counter and sequence number for RTP, 31 bits for RTCP.</param>
    /// <param name="packet">Starts with the packet.</param>
    /// <param name="headerLength">Bytes that stay readable.</param>
    /// <param name="length">Bytes of the packet.</param>
    public abstract int Seal(uint source, ulong index, Span<byte> packet, int headerLength, int length);

    /// <summary>
    /// Opens an authentic packet in place and gives its length; every other one stays as it is. It is longer than header and
    /// <see cref="Overhead"/>.
    /// </summary>
    public abstract bool TryOpen(uint source, ulong index, Span<byte> packet, int headerLength, out int length);

    /// <summary>The index of an RTCP packet, and whether its payload is encrypted.</summary>
    public uint ReadRtcpIndex(ReadOnlySpan<byte> packet, out bool isEncrypted)
    {
        uint trailer = BinaryPrimitives.ReadUInt32BigEndian(packet[RtcpIndexAt(packet.Length)..]);
        isEncrypted = (trailer & EncryptedFlag) != 0;
        return trailer & ~EncryptedFlag;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Where the index of a protected RTCP packet is.</summary>
    protected abstract int RtcpIndexAt(int length);
}

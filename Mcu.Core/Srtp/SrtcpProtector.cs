using System.Buffers.Binary;
using Mcu.Core.Rtp;

namespace Mcu.Core.Srtp;

/// <summary>Protects the RTCP compounds of one line (RFC 3711 §3.4), each under an index of its own. One thread.</summary>
/// <param name="profile">The suite.</param>
/// <param name="key">Our master key of this medium.</param>
/// <param name="line">Counts them.</param>
public sealed class SrtcpProtector(SrtpProfile profile, SrtpKey key, RtpStreamLine line) : IDisposable
{
    private readonly SrtpCipher cipher = SrtpCipher.Create(profile, key, isRtcp: true);

    /// <summary>Protects a compound in place.</summary>
    /// <param name="room">Starts with the compound, and has room behind it.</param>
    /// <param name="packetLength">Bytes of the compound.</param>
    /// <param name="length">Bytes of the protected compound.</param>
    public SrtpError Protect(Span<byte> room, int packetLength, out int length)
    {
        length = 0;
        if (packetLength + cipher.Overhead > room.Length || !SrtpHeader.IsRtcp(room[..packetLength]))
        {
            return SrtpError.Malformed;
        }

        length = cipher.Seal(BinaryPrimitives.ReadUInt32BigEndian(room[4..]), line.TakeRtcpIndex(), room, SrtpHeader.RtcpLength, packetLength);
        return SrtpError.None;
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();
}

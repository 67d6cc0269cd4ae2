using System.Buffers.Binary;
using Mcu.Core.Rtp;

namespace Mcu.Core.Srtp;

/// <summary>
/// Protects the RTP packets of one line. It keeps no state of its own, so the same packet again gives the same bytes, and a line
/// goes on under another protector of the same key. One thread.
/// </summary>
/// <param name="profile">The suite.</param>
/// <param name="key">Our master key of this medium.</param>
/// <param name="line">Numbers the packets.</param>
public sealed class SrtpProtector(SrtpProfile profile, SrtpKey key, RtpStreamLine line) : IDisposable
{
    private readonly SrtpCipher cipher = SrtpCipher.Create(profile, key, isRtcp: false);

    /// <summary>Protects a packet in place.</summary>
    /// <param name="room">Starts with the packet, and has room behind it.</param>
    /// <param name="packetLength">Bytes of the packet.</param>
    /// <param name="length">Bytes of the protected packet.</param>
    public SrtpError Protect(Span<byte> room, int packetLength, out int length)
    {
        length = 0;
        if (packetLength + cipher.Overhead > room.Length || !SrtpHeader.TryMeasure(room[..packetLength], out int headerLength))
        {
            return SrtpError.Malformed;
        }

        ulong index = line.IndexOf(BinaryPrimitives.ReadUInt16BigEndian(room[2..]));
        length = cipher.Seal(BinaryPrimitives.ReadUInt32BigEndian(room[8..]), index, room, headerLength, packetLength);
        return SrtpError.None;
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();
}

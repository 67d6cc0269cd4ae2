using System.Buffers.Binary;

namespace Mcu.Core.Rtcp;

/// <summary>SDES packets, of which only CNAME matters to us (RFC 3550 §6.5).</summary>
internal static class SourceDescription
{
    private const byte End = 0;
    private const byte Cname = 1;

    /// <summary>Reads the chunks; false when one runs past the end.</summary>
    public static bool Read(in RtcpBlock block, IRtcpHandler handler)
    {
        ReadOnlySpan<byte> rest = block.Body;
        for (int chunk = 0; chunk < block.Count; chunk++)
        {
            if (!TryReadChunk(ref rest, handler))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Bytes that a packet with one CNAME of so many bytes takes.</summary>
    public static int LengthOf(int nameLength) => 8 + ((2 + nameLength + 4) & ~3);

    /// <summary>Writes a packet with one CNAME; returns its length.</summary>
    public static int Write(Span<byte> bytes, uint ssrc, ReadOnlySpan<byte> name)
    {
        int length = LengthOf(name.Length);
        bytes[..length].Clear(); // the items end with at least one null, up to the next 32-bit boundary
        bytes[0] = 0x81;
        bytes[1] = (byte)RtcpPacketType.SourceDescription;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)((length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], ssrc);
        bytes[8] = Cname;
        bytes[9] = (byte)name.Length;
        name.CopyTo(bytes[10..]);
        return length;
    }

    private static bool TryReadChunk(ref ReadOnlySpan<byte> rest, IRtcpHandler handler)
    {
        if (rest.Length < 4)
        {
            return false;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(rest);
        int at = 4;
        while (at < rest.Length && rest[at] != End)
        {
            if (at + 2 > rest.Length || at + 2 + rest[at + 1] > rest.Length)
            {
                return false;
            }

            ReadOnlySpan<byte> text = rest.Slice(at + 2, rest[at + 1]);
            if (rest[at] == Cname)
            {
                handler.OnCname(ssrc, text);
            }

            at += 2 + text.Length;
        }

        bool isEnded = at < rest.Length;
        rest = rest[Math.Min(rest.Length, (at + 4) & ~3)..];
        return isEnded;
    }
}

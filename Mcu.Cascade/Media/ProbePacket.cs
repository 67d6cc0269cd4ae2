using System.Buffers.Binary;
using Mcu.Core.Rtcp;

namespace Mcu.Cascade.Media;

/// <summary>
/// A probe: an RTCP APP packet (RFC 3550 §6.7) named MCUP of the source 0, which no channel has, with the probe's number in 8
/// bytes. It travels as SRTCP, so that it proves the key and the way at once.
/// </summary>
public static class ProbePacket
{
    /// <summary>Bytes of a probe.</summary>
    public const int Length = 20;

    /// <summary>The source of all probes.</summary>
    public const uint Ssrc = 0;

    private const int SsrcAt = 4;
    private const int NameAt = 8;
    private const int NumberAt = 12;
    private const byte Version = 0x80;

    private static ReadOnlySpan<byte> Name => "MCUP"u8;

    /// <summary>Writes a probe; returns its length.</summary>
    public static int Write(Span<byte> packet, ulong number)
    {
        packet[0] = Version;
        packet[1] = (byte)RtcpPacketType.Application;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (Length / 4) - 1);
        BinaryPrimitives.WriteUInt32BigEndian(packet[SsrcAt..], Ssrc);
        Name.CopyTo(packet[NameAt..]);
        BinaryPrimitives.WriteUInt64BigEndian(packet[NumberAt..], number);
        return Length;
    }

    /// <summary>Reads a probe; false when the packet is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out ulong number)
    {
        bool isProbe = packet.Length == Length
            && packet[0] == Version
            && packet[1] == (byte)RtcpPacketType.Application
            && packet.Slice(NameAt, Name.Length).SequenceEqual(Name);
        number = isProbe ? BinaryPrimitives.ReadUInt64BigEndian(packet[NumberAt..]) : 0;
        return isProbe;
    }
}

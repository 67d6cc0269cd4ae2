using System.Buffers.Binary;

namespace Mcu.Core.Packetizing;

/// <summary>The VP8 payload descriptor (RFC 7741 §4.2).</summary>
public readonly record struct Vp8Descriptor
{
    /// <summary>Bytes that the descriptor takes.</summary>
    public int Length { get; private init; }

    /// <summary>N: no other frame refers to this one.</summary>
    public bool IsNonReference { get; private init; }

    /// <summary>S: a partition begins here.</summary>
    public bool IsPartitionStart { get; private init; }

    /// <summary>PID: which partition.</summary>
    public int Partition { get; private init; }

    /// <summary>PictureID, 7 or 15 bits; -1 without.</summary>
    public int PictureId { get; private init; }

    /// <summary>TL0PICIDX; -1 without.</summary>
    public int Tl0PictureIndex { get; private init; }

    /// <summary>TID, the temporal layer; -1 without.</summary>
    public int TemporalLayer { get; private init; }

    /// <summary>KEYIDX; -1 without.</summary>
    public int KeyIndex { get; private init; }

    /// <summary>Whether a frame begins here.</summary>
    public bool IsFrameStart => IsPartitionStart && Partition == 0;

    /// <summary>Reads the descriptor; false when the payload ends within it or right after.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out Vp8Descriptor descriptor)
    {
        descriptor = default;
        if (payload.Length < 2)
        {
            return false;
        }

        byte first = payload[0];
        descriptor = new Vp8Descriptor
        {
            IsNonReference = (first & 0x20) != 0,
            IsPartitionStart = (first & 0x10) != 0,
            Partition = first & 0x07,
            PictureId = -1,
            Tl0PictureIndex = -1,
            TemporalLayer = -1,
            KeyIndex = -1,
            Length = 1,
        };
        return (first & 0x80) == 0 || TryReadExtension(payload, ref descriptor);
    }

    private static bool TryReadExtension(ReadOnlySpan<byte> payload, ref Vp8Descriptor descriptor)
    {
        byte flags = payload[1];
        int at = 2;
        if ((flags & 0x80) != 0 && at + 1 < payload.Length)
        {
            bool isLong = (payload[at] & 0x80) != 0;
            int id = isLong ? BinaryPrimitives.ReadUInt16BigEndian(payload[at..]) & 0x7FFF : payload[at];
            descriptor = descriptor with { PictureId = id };
            at += isLong ? 2 : 1;
        }

        if ((flags & 0x40) != 0 && at < payload.Length)
        {
            descriptor = descriptor with { Tl0PictureIndex = payload[at++] };
        }

        if ((flags & 0x30) != 0 && at < payload.Length)
        {
            int layer = (flags & 0x20) != 0 ? payload[at] >> 6 : -1;
            int key = (flags & 0x10) != 0 ? payload[at] & 0x1F : -1;
            descriptor = descriptor with { TemporalLayer = layer, KeyIndex = key };
            at++;
        }

        descriptor = descriptor with { Length = at };
        return at < payload.Length;
    }
}

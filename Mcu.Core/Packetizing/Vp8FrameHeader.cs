using System.Buffers.Binary;

namespace Mcu.Core.Packetizing;

/// <summary>The uncompressed start of a VP8 frame (RFC 6386 §9.1).</summary>
/// <param name="IsKeyFrame">Whether decoding can start here.</param>
/// <param name="Width">Columns; 0 unless a key frame.</param>
/// <param name="Height">Rows; 0 unless a key frame.</param>
public readonly record struct Vp8FrameHeader(bool IsKeyFrame, int Width, int Height)
{
    private const int KeyFrameLength = 10;

    /// <summary>Reads a frame's first bytes; false when they are too few, or a key frame's start code is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Vp8FrameHeader header)
    {
        header = default;
        if (frame.IsEmpty)
        {
            return false;
        }

        if ((frame[0] & 1) != 0)
        {
            return true;
        }

        if (frame.Length < KeyFrameLength || !frame[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            return false;
        }

        int width = BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF; // the upper two bits ask for scaling
        int height = BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF;
        header = new Vp8FrameHeader(IsKeyFrame: true, width, height);
        return width > 0 && height > 0;
    }
}

using Mcu.Core.Codecs;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// A bar code across a room's picture that says which room and which frame it is, so that receivers know what they see
/// and how old it is. After a guard of three dark and three bright cells come 24 bits in Manchester code (two cells each,
/// so that no run but the guard's is longer than two), most significant first: room, frame, checksum. Readable down to
/// tiles of 160 pixels.
/// </summary>
/// <param name="Room">0 to 254, or <see cref="AnyRoom"/>.</param>
/// <param name="Frame">0 to 1023, the place within the room's loop.</param>
public readonly record struct FrameCode(int Room, int Frame)
{
    /// <summary>The room of pictures that all rooms send: it tells that they move, not whose they are.</summary>
    public const int AnyRoom = 255;

    internal const int Bits = 24;
    internal const int GuardCells = 6;

    /// <summary>Cells of the whole code, with two bright ones before and after it.</summary>
    internal const int Cells = 2 + GuardCells + (2 * Bits) + 2;

    internal const byte Dark = 24;
    internal const byte Bright = 230;

    private const int ChecksumBits = 6;

    /// <summary>The rows that the code takes in a picture: where it begins and ends, as shares of the height.</summary>
    internal static (double From, double To) Rows => (0.08, 0.16);

    /// <summary>The code as bits.</summary>
    internal uint Word
    {
        get
        {
            uint data = ((uint)(Room & 0xFF) << 10) | (uint)(Frame & 0x3FF);
            return (data << ChecksumBits) | Checksum(data);
        }
    }

    /// <summary>The code of any room's any frame.</summary>
    public static FrameCode Of(int room, int frame) => new(room % AnyRoom, frame & 0x3FF);

    /// <summary>Whether a cell is bright.</summary>
    internal bool IsBright(int cell)
    {
        int at = cell - 2;
        if (at is < 0 or >= GuardCells + (2 * Bits))
        {
            return true;
        }

        if (at < GuardCells)
        {
            return at >= GuardCells / 2;
        }

        int half = at - GuardCells;
        bool bit = (Word >> (Bits - 1 - (half / 2)) & 1) != 0;
        return bit == ((half & 1) == 0);
    }

    /// <summary>Reads the bits; false when the checksum is wrong.</summary>
    internal static bool TryDecode(uint word, out FrameCode code)
    {
        uint data = word >> ChecksumBits;
        code = new FrameCode((int)(data >> 10), (int)(data & 0x3FF));
        return (word & ((1 << ChecksumBits) - 1)) == Checksum(data);
    }

    /// <summary>Draws the code into a picture.</summary>
    internal unsafe void Draw(in PictureView picture)
    {
        int from = (int)(picture.Height * Rows.From) & ~1;
        int to = (int)(picture.Height * Rows.To) & ~1;
        for (int x = 0; x < picture.Width; x++)
        {
            byte luma = IsBright(x * Cells / picture.Width) ? Bright : Dark;
            for (int y = from; y < to; y++)
            {
                picture.Y[(y * picture.StrideY) + x] = luma;
            }
        }

        for (int y = from / 2; y < to / 2; y++)
        {
            new Span<byte>(picture.U + (y * picture.StrideU), picture.Width / 2).Fill(128);
            new Span<byte>(picture.V + (y * picture.StrideV), picture.Width / 2).Fill(128);
        }
    }

    private static uint Checksum(uint data) => ((data ^ (data >> 6) ^ (data >> 12)) * 11 + 0x2B) & ((1 << ChecksumBits) - 1);
}

using Mcu.Core.Codecs;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>
/// Finds the <see cref="FrameCode"/>s in a picture wherever they are and however much they were scaled down: row by row,
/// it looks for a guard and reads on from there by the lengths of dark and bright runs.
/// </summary>
internal sealed class FrameCodeReader
{
    private const int RowStep = 3;
    private const double SmallestCell = 2.2;
    private readonly List<FrameCode> found = [];
    private readonly int[] runs = new int[2048];

    /// <summary>The codes in a picture, each once. The list is good until the next call.</summary>
    public unsafe IReadOnlyList<FrameCode> Read(in PictureView picture)
    {
        found.Clear();
        for (int y = 0; y < picture.Height; y += RowStep)
        {
            ReadRow(new ReadOnlySpan<byte>(picture.Y + ((nint)y * picture.StrideY), picture.Width));
        }

        return found;
    }

    private void ReadRow(ReadOnlySpan<byte> row)
    {
        int count = Split(row, out bool firstIsDark);
        for (int i = firstIsDark ? 0 : 1; i + 2 < count; i += 2)
        {
            // Dark and bright of equal length; the bright one runs on when the first bit's first half is bright.
            double cell = runs[i] / 3.0;
            int afterDark = (int)Math.Round(runs[i + 1] / cell);
            if (cell >= SmallestCell && afterDark is 3 or 4 && TryRead(i + 1, count, cell, afterDark - 3, out uint word)
                && FrameCode.TryDecode(word, out FrameCode code) && !found.Contains(code))
            {
                found.Add(code);
            }
        }
    }

    // Manchester: each run is one or two cells; odd cells complete a bit, whose first half is its value.
    private bool TryRead(int run, int count, double cell, int over, out uint word)
    {
        word = 0;
        int halves = 0;
        bool bright = true;
        int length = over;
        while (halves < 2 * FrameCode.Bits)
        {
            for (int i = 0; i < length && halves < 2 * FrameCode.Bits; i++, halves++)
            {
                if ((halves & 1) == 0)
                {
                    word = (word << 1) | (bright ? 1u : 0u);
                }
            }

            if (halves == 2 * FrameCode.Bits)
            {
                return true;
            }

            if (++run >= count)
            {
                return false;
            }

            bright = !bright;
            length = (int)Math.Round(runs[run] / cell);
            bool isLast = halves + length >= 2 * FrameCode.Bits;
            if (length < 1 || (length > 2 && !isLast))
            {
                return false;
            }
        }

        return true;
    }

    private int Split(ReadOnlySpan<byte> row, out bool firstIsDark)
    {
        const byte Middle = (FrameCode.Dark + FrameCode.Bright) / 2;
        firstIsDark = row[0] < Middle;
        bool dark = firstIsDark;
        int count = 0;
        int start = 0;
        for (int x = 1; x <= row.Length && count < runs.Length; x++)
        {
            if (x == row.Length || row[x] < Middle != dark)
            {
                runs[count++] = x - start;
                start = x;
                dark = !dark;
            }
        }

        return count;
    }
}

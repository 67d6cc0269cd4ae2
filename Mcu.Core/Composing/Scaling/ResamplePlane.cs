namespace Mcu.Core.Composing.Scaling;

/// <summary>
/// Scales by any ratio, row by row: the vertical filter sums source rows into a scratch row that stays in the first
/// cache level, pairs of its samples are averaged while it is twice as wide as the target or more, and the horizontal
/// filter does the rest.
/// </summary>
internal sealed unsafe class ResamplePlane : PlaneScaler
{
    private const int Padding = 192; // what the row kernels may read past the end, and two repeated samples

    private readonly int inputs;
    private readonly int inputRows;
    private readonly int width;
    private readonly int height;
    private readonly AxisFilter? vertical;
    private readonly int halvings;
    private readonly ShuffleTable? horizontal;
    private readonly byte[] scratch;

    internal ResamplePlane(double sourceWidth, double sourceHeight, int targetWidth, int targetHeight)
    {
        (width, height) = (targetWidth, targetHeight);
        (inputs, inputRows) = ((int)Math.Ceiling(sourceWidth), (int)Math.Ceiling(sourceHeight));
        vertical = sourceHeight == targetHeight ? null : AxisFilter.Create(sourceHeight, inputRows, height);
        double span = sourceWidth;
        int count = inputs;
        for (; span >= 2.0 * targetWidth; span /= 2, count = (count + 1) / 2)
        {
            halvings++;
        }

        horizontal = span == targetWidth ? null : new ShuffleTable(AxisFilter.Create(span, count, width));
        scratch = GC.AllocateArray<byte>(inputs + Padding, pinned: true);
    }

    internal override void Scale(byte* source, int sourceStride, byte* target, int targetStride)
    {
        fixed (byte* row = scratch)
        {
            for (int at = 0; at < height; at++)
            {
                SumRows(source, sourceStride, at, row);
                ScaleRow(row, target + ((nint)at * targetStride));
            }
        }
    }

    private void SumRows(byte* source, int stride, int at, byte* row)
    {
        if (vertical is null)
        {
            Buffer.MemoryCopy(source + ((nint)at * stride), row, inputs, inputs);
            return;
        }

        int taps = vertical.Taps;
        byte** rows = stackalloc byte*[taps];
        for (int tap = 0; tap < taps; tap++)
        {
            rows[tap] = source + ((nint)Math.Min(vertical.Starts[at] + tap, inputRows - 1) * stride);
        }

        fixed (sbyte* weights = &vertical.Weights[at * taps])
        {
            WeightedRows.Run(rows, weights, taps, row, inputs);
        }
    }

    private void ScaleRow(byte* row, byte* target)
    {
        int count = inputs;
        for (int halving = 0; halving < halvings; halving++)
        {
            row[count] = row[count - 1];
            count = (count + 1) / 2;
            PairRow.Run(row, count);
        }

        if (horizontal is null)
        {
            Buffer.MemoryCopy(row, target, width, width);
            return;
        }

        row[count] = row[count - 1];
        row[count + 1] = row[count - 1];
        ShuffledRow.Run(row, horizontal, target);
    }
}

namespace Mcu.Core.Composing.Scaling;

/// <summary>
/// An <see cref="AxisFilter"/> of at most four taps, laid out for <see cref="ShuffledRow"/>: outputs go in lanes of
/// eight, and each lane reads a window of 16 samples per pair of taps.
/// </summary>
internal sealed class ShuffleTable
{
    /// <summary>Outputs in a lane of 128 bits.</summary>
    internal const int LaneOutputs = 8;

    /// <summary>Lanes in a vector of 512 bits; their number is a multiple of it.</summary>
    internal const int VectorLanes = 4;

    internal ShuffleTable(AxisFilter filter)
    {
        if (filter.Taps is not (2 or 4))
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter.Taps, "Only ratios up to 2:1 have windows of 16 samples.");
        }

        Filter = filter;
        int lanes = (filter.Starts.Length + LaneOutputs - 1) / LaneOutputs;
        lanes = (lanes + VectorLanes - 1) / VectorLanes * VectorLanes;
        Bases = GC.AllocateArray<int>(lanes, pinned: true);
        Pairs = filter.Taps / 2;
        Masks = [NewTable(lanes), NewTable(lanes)];
        Weights = [NewTable(lanes), NewTable(lanes)];
        for (int lane = 0; lane < lanes; lane++)
        {
            Lay(lane);
        }
    }

    internal AxisFilter Filter { get; }

    /// <summary>One or two pairs of taps.</summary>
    internal int Pairs { get; }

    /// <summary>The first sample of each lane's window; the second pair's window starts two samples later.</summary>
    internal int[] Bases { get; }

    /// <summary>For each pair, 16 bytes a lane: which sample of the window is multiplied.</summary>
    internal byte[][] Masks { get; }

    /// <summary>For each pair, 16 signed bytes a lane: the weights.</summary>
    internal byte[][] Weights { get; }

    private static byte[] NewTable(int lanes) => GC.AllocateArray<byte>(lanes * 16, pinned: true);

    private void Lay(int lane)
    {
        int first = Math.Min(lane * LaneOutputs, Filter.Starts.Length - 1);
        Bases[lane] = Filter.Starts[first];
        int outputs = Math.Clamp(Filter.Starts.Length - (lane * LaneOutputs), 0, LaneOutputs);
        for (int output = 0; output < outputs; output++)
        {
            int offset = Filter.Starts[first + output] - Bases[lane];
            for (int tap = 0; tap < Filter.Taps; tap++)
            {
                int at = (lane * 16) + (output * 2) + (tap & 1);
                Masks[tap / 2][at] = checked((byte)(offset + (tap & 1)));
                Weights[tap / 2][at] = (byte)Filter.Weights[((first + output) * Filter.Taps) + tap];
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace FFmpeg.AutoGen;

/// <summary>Eight numbers, in place.</summary>
public unsafe struct int_array8
{
    private fixed int numbers[8];

    public int this[uint i]
    {
        readonly get => numbers[Checked(i)];
        set => numbers[Checked(i)] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Checked(uint i) => i < 8 ? i : throw new ArgumentOutOfRangeException(nameof(i));
}

using System.Runtime.CompilerServices;

namespace FFmpeg.AutoGen;

/// <summary>Eight pointers to bytes, in place.</summary>
public unsafe struct byte_ptrArray8
{
    private fixed ulong pointers[8];

    public byte* this[uint i]
    {
        readonly get => (byte*)pointers[Checked(i)];
        set => pointers[Checked(i)] = (ulong)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Checked(uint i) => i < 8 ? i : throw new ArgumentOutOfRangeException(nameof(i));
}

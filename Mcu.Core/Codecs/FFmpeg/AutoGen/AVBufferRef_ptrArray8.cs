using System.Runtime.CompilerServices;

namespace FFmpeg.AutoGen;

/// <summary>Eight pointers to buffer references, in place.</summary>
public unsafe struct AVBufferRef_ptrArray8
{
    private fixed ulong pointers[8];

    public AVBufferRef* this[uint i]
    {
        readonly get => (AVBufferRef*)pointers[Checked(i)];
        set => pointers[Checked(i)] = (ulong)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Checked(uint i) => i < 8 ? i : throw new ArgumentOutOfRangeException(nameof(i));
}

using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavutil/dict.h: a key and its value, in UTF-8.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
public unsafe struct AVDictionaryEntry
{
    [FieldOffset(0)]
    public byte* key;

    [FieldOffset(8)]
    public byte* value;
}

using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>Reads a <c>const char*</c> that stays FFmpeg's own.</summary>
public sealed class ConstCharPtrMarshaler : ICustomMarshaler
{
    private static readonly ConstCharPtrMarshaler Instance = new();

    public static ICustomMarshaler GetInstance(string cookie) => Instance;

    public object MarshalNativeToManaged(IntPtr pNativeData) => Marshal.PtrToStringUTF8(pNativeData)!;

    public IntPtr MarshalManagedToNative(object managedObj) => IntPtr.Zero;

    public void CleanUpNativeData(IntPtr pNativeData)
    {
        // A constant of the library.
    }

    public void CleanUpManagedData(object managedObj)
    {
        // The collector's.
    }

    public int GetNativeDataSize() => IntPtr.Size;
}

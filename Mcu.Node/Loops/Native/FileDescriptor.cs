using Microsoft.Win32.SafeHandles;

namespace Mcu.Node.Loops.Native;

/// <summary>
/// An open file descriptor. Every call takes part in its reference count, so that the number cannot be closed, and
/// given to another file, while a thread is inside a system call with it.
/// </summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    /// <summary>For the marshaller.</summary>
    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LoopCalls.Close((int)handle) == 0;
}

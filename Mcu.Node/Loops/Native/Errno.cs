namespace Mcu.Node.Loops.Native;

/// <summary>The error numbers of Linux that we tell apart (asm-generic/errno.h).</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int Invalid = 22;
    public const int MessageTooLong = 90;
    public const int NotSupported = 95;
    public const int AddressInUse = 98;
    public const int AddressNotAvailable = 99;
    public const int NoBuffers = 105;
    public const int ConnectionRefused = 111;
}

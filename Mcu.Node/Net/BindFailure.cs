using Mcu.Node.Loops.Native;

namespace Mcu.Node.Net;

/// <summary>Why a socket could not be bound to a local address.</summary>
public enum BindFailure
{
    /// <summary>It was bound.</summary>
    None,

    /// <summary>Another socket has the port.</summary>
    AddressInUse,

    /// <summary>No interface of this machine has the address.</summary>
    AddressNotAvailable,

    /// <summary>The port needs a privilege that the program lacks.</summary>
    NotPermitted,

    /// <summary>Another error, such as no file descriptor left.</summary>
    Other,
}

/// <summary>Names error numbers.</summary>
internal static class BindFailures
{
    /// <summary>The failure that an error number of bind(2) stands for.</summary>
    public static BindFailure FromErrno(int errno) => errno switch
    {
        0 => BindFailure.None,
        Errno.AddressInUse => BindFailure.AddressInUse,
        Errno.AddressNotAvailable => BindFailure.AddressNotAvailable,
        Errno.NotPermitted or Errno.AccessDenied => BindFailure.NotPermitted,
        _ => BindFailure.Other,
    };
}

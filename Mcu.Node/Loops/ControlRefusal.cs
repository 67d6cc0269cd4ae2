namespace Mcu.Node.Loops;

/// <summary>Why a command was not carried out by a <see cref="ControlLoop"/>. In every case it has had no effect.</summary>
public enum ControlRefusal
{
    /// <summary>The queue is full: the node is overloaded, try again later.</summary>
    Busy,

    /// <summary>The command's turn did not come before its deadline.</summary>
    DeadlineExceeded,

    /// <summary>The loop is stopping.</summary>
    Stopping,
}

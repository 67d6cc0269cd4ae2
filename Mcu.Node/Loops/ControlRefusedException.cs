namespace Mcu.Node.Loops;

/// <summary>A command was not carried out, and has had no effect.</summary>
public sealed class ControlRefusedException(ControlRefusal reason) : Exception(Describe(reason))
{
    /// <summary>Why.</summary>
    public ControlRefusal Reason { get; } = reason;

    private static string Describe(ControlRefusal reason) => reason switch
    {
        ControlRefusal.Busy => "The node is busy: too many commands wait. Try again shortly.",
        ControlRefusal.DeadlineExceeded => "The node did not come to this command in time; nothing was changed.",
        _ => "The node is shutting down.",
    };
}

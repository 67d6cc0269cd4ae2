using Mcu.Cascade.Failover;
using Mcu.Node.Loops;

namespace Mcu.Node.Net;

/// <summary>An <see cref="EgressGate"/> in front of one kind of send, read on the node's clock, and what it held back. Any thread.</summary>
/// <param name="gate">The gate; none: everything may leave, and no clock is read.</param>
public sealed class GatedEgress(EgressGate? gate)
{
    private long fenced;

    /// <summary>A gate that is always open, of a node without a standby.</summary>
    public static GatedEgress Open { get; } = new(gate: null);

    /// <summary>Messages that were not sent since this node is not the active one.</summary>
    public long Fenced => Volatile.Read(ref fenced);

    /// <summary>Whether a message may leave now; one that may not is counted.</summary>
    public bool Admits()
    {
        if (gate is null || gate.IsOpen(MonotonicClock.Now))
        {
            return true;
        }

        Interlocked.Increment(ref fenced);
        return false;
    }

    /// <summary>Whether the gate is shut now; nothing is counted.</summary>
    public bool IsShut => gate is not null && !gate.IsOpen(MonotonicClock.Now);
}

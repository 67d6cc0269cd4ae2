using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>
/// Whether this node may send, as one deadline that every send compares with the present. A lease alone does not fence: a process
/// that was stopped and goes on believes its last word, while the clock has moved. Closed at first. Any thread, without locks.
/// </summary>
public sealed class EgressGate
{
    private readonly bool ignoresDeadline;
    private long deadline = Instant.Distant.Nanoseconds;

    /// <summary>A closed gate.</summary>
    public EgressGate()
        : this(ignoresDeadline: false)
    {
    }

    /// <summary>For a test that shows that the deadline is needed: open means open until it is closed.</summary>
    internal EgressGate(bool ignoresDeadline) => this.ignoresDeadline = ignoresDeadline;

    /// <summary>When it closes, or has closed, by itself.</summary>
    public Instant Deadline => new(Volatile.Read(ref deadline));

    /// <summary>Opens it until an instant, which replaces the one before. Whoever opens it does so anew before that instant.</summary>
    public void OpenUntil(Instant until) =>
        Volatile.Write(ref deadline, ignoresDeadline && until > Instant.Distant ? Instant.Never.Nanoseconds : until.Nanoseconds);

    /// <summary>Closes it at once.</summary>
    public void Close() => OpenUntil(Instant.Distant);

    /// <summary>Whether something may leave at an instant, which is to be read right before it does.</summary>
    public bool IsOpen(Instant now) => now.Nanoseconds < Volatile.Read(ref deadline);
}

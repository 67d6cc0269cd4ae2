using Mcu.Core.Time;

namespace Mcu.Node.Net.Sip;

/// <summary>
/// When a connection has to be given up. The time of a message runs from its first byte, whatever trickles in later; a peer
/// that connected owes its first message from the start. The reader's and the writer's task note, the sweep asks.
/// </summary>
internal sealed class SipStreamDeadlines(SipTcpOptions options, Instant opened, bool owesMessage)
{
    private long lastActivity = opened.Nanoseconds;
    private long messageBegan = owesMessage ? opened.Nanoseconds : Instant.Never.Nanoseconds;
    private long writeBegan = Instant.Never.Nanoseconds;

    /// <summary>Bytes came; where the stream stands after them.</summary>
    public void OnBytes(SipStreamState state, Instant now)
    {
        Volatile.Write(ref lastActivity, now.Nanoseconds);
        if (state == SipStreamState.BetweenMessages)
        {
            Volatile.Write(ref messageBegan, Instant.Never.Nanoseconds);
        }
        else if (Volatile.Read(ref messageBegan) == Instant.Never.Nanoseconds)
        {
            Volatile.Write(ref messageBegan, now.Nanoseconds);
        }
    }

    /// <summary>A write began.</summary>
    public void OnWrite(Instant now) => Volatile.Write(ref writeBegan, now.Nanoseconds);

    /// <summary>The peer took what was written.</summary>
    public void OnWritten(Instant now)
    {
        Volatile.Write(ref writeBegan, Instant.Never.Nanoseconds);
        Volatile.Write(ref lastActivity, now.Nanoseconds);
    }

    /// <summary>Why the connection is to be closed now; <see cref="SipCloseReason.None"/> when it is not.</summary>
    public SipCloseReason Overdue(Instant now)
    {
        if (IsPast(ref messageBegan, options.MessageTimeout, now))
        {
            return SipCloseReason.SlowMessage;
        }

        if (IsPast(ref writeBegan, options.MessageTimeout, now))
        {
            return SipCloseReason.NotReading;
        }

        return IsPast(ref lastActivity, options.IdleTimeout, now) ? SipCloseReason.Idle : SipCloseReason.None;
    }

    private static bool IsPast(ref long since, TimeSpan limit, Instant now) => new Instant(Volatile.Read(ref since)) + limit <= now;
}

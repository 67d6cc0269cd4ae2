using Mcu.Core.Time;

namespace Mcu.Core.Bfcp;

/// <summary>What a server tells a participant unasked: one message at a time, sent again until it is acknowledged (RFC 8855 §8.2, §8.3.1).</summary>
internal sealed class ServerTransactions
{
    private const int Most = 8;

    private readonly Queue<BfcpMessage> waiting = new();
    private BfcpMessage? current;
    private int sends;
    private ushort lastTransaction;

    /// <summary>When something is to be sent again.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>Whether the participant left a message without an answer: it is gone.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Queues a message; what is sent now is given.</summary>
    public BfcpMessage? Send(BfcpMessage message, Instant now)
    {
        if (waiting.Count == Most)
        {
            waiting.Dequeue(); // the newest status is what counts
        }

        waiting.Enqueue(message);
        return current is null ? Next(now) : null;
    }

    /// <summary>The participant acknowledged a message; the next one is given.</summary>
    public BfcpMessage? Acknowledge(ushort transaction, Instant now)
    {
        if (current?.TransactionId != transaction)
        {
            return null;
        }

        current = null;
        Deadline = Instant.Never;
        return Next(now);
    }

    /// <summary>What is to be sent again now; null: nothing.</summary>
    public BfcpMessage? Tick(Instant now)
    {
        if (now < Deadline)
        {
            return null;
        }

        if (sends == BfcpTiming.MostSends)
        {
            HasFailed = true;
            Clear();
            return null;
        }

        return Sent(now);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        waiting.Clear();
        current = null;
        Deadline = Instant.Never;
    }

    private BfcpMessage? Next(Instant now)
    {
        if (!waiting.TryDequeue(out BfcpMessage? next))
        {
            return null;
        }

        lastTransaction = (ushort)(lastTransaction == ushort.MaxValue ? 1 : lastTransaction + 1); // 0 is for connections
        current = next with { TransactionId = lastTransaction };
        sends = 0;
        return Sent(now);
    }

    private BfcpMessage Sent(Instant now)
    {
        Deadline = now + (BfcpTiming.FirstWait * (1 << sends));
        sends++;
        return current!;
    }
}

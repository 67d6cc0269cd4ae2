using Mcu.Core.Time;

namespace Mcu.Core.Bfcp;

/// <summary>The answers of a while: a request that comes again, since its answer was lost, gets the same and does nothing (RFC 8855 §8.3.2).</summary>
internal sealed class AnswerCache
{
    private const int Most = 16;

    private readonly Queue<(ushort Transaction, byte[] Answer, Instant Until)> kept = new();

    /// <summary>Keeps an answer.</summary>
    public void Keep(ushort transaction, byte[] answer, Instant now)
    {
        if (kept.Count == Most)
        {
            kept.Dequeue();
        }

        kept.Enqueue((transaction, answer, now + BfcpTiming.KeepAnswers));
    }

    /// <summary>The answer that a request had; null: it is a new one.</summary>
    public byte[]? Find(ushort transaction, Instant now)
    {
        foreach ((ushort known, byte[] answer, Instant until) in kept)
        {
            if (known == transaction && now < until)
            {
                return answer;
            }
        }

        return null;
    }
}

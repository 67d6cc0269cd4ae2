using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>A provisional response that is sent again until PRACK comes (RFC 3262 §3).</summary>
internal sealed class ReliableProvisional(uint rseq, SipTimers timers, Instant now)
{
    private readonly Instant giveUpAt = now + timers.Timeout;
    private TimeSpan interval = timers.T1;
    private Instant againAt = now + timers.T1;

    public uint RSeq => rseq;

    public Instant Deadline => Instant.Earlier(againAt, giveUpAt);

    public bool IsLost(Instant now) => giveUpAt <= now;

    /// <summary>True when it is time to send it again.</summary>
    public bool TryAgain(Instant now)
    {
        if (againAt > now)
        {
            return false;
        }

        interval *= 2;
        againAt = now + interval;
        return true;
    }
}

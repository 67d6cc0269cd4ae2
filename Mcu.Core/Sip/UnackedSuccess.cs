using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>A 2xx of ours that is sent again until ACK comes, over any transport (RFC 3261 §13.3.1.4).</summary>
internal sealed class UnackedSuccess(ServerTransaction transaction, bool isLateOffer, SipTimers timers, Instant now)
{
    private readonly Instant giveUpAt = now + timers.Timeout;
    private TimeSpan interval = timers.T1;
    private Instant againAt = now + timers.T1;

    /// <summary>The CSeq number that the ACK will have.</summary>
    public uint Number => transaction.Request.CSeq.Number;

    /// <summary>It made an offer: the ACK brings the answer.</summary>
    public bool IsLateOffer => isLateOffer;

    public Instant Deadline => Instant.Earlier(againAt, giveUpAt);

    public bool IsLost(Instant now) => giveUpAt <= now;

    /// <summary>Sends it again if it is time.</summary>
    public void Repeat(Instant now)
    {
        if (againAt <= now)
        {
            interval = timers.Double(interval);
            againAt = now + interval;
            transaction.SendAgain();
        }
    }
}

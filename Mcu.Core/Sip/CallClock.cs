using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>The next time at which something is due for a call.</summary>
internal sealed class CallClock(SipCall call, CallDeadlines deadlines) : ITimed
{
    public Instant Deadline => call.State == CallState.Ended ? Instant.Never : CallDeadlines.Next(call);

    public Instant QueuedAt { get; set; } = Instant.Never;

    public void OnDeadline(Instant now) => deadlines.Run(call, now);
}

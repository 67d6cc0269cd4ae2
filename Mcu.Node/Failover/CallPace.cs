using Mcu.Cascade.Failover;
using Mcu.Core.Time;

namespace Mcu.Node.Failover;

/// <summary>Spaces re-INVITEs after a promotion, so that they are no storm to rooms behind one line, nor to ourselves. Any thread.</summary>
/// <param name="perSecond">In the long run.</param>
/// <param name="burst">At once.</param>
/// <param name="time">The clock of the waits.</param>
public sealed class CallPace(double perSecond, int burst, TimeProvider time)
{
    private readonly TokenBucket bucket = new(perSecond, burst);
    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();

    /// <summary>Waits for one's turn.</summary>
    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        TimeSpan wait;
        lock (gate)
        {
            wait = bucket.Reserve(new Instant(time.GetElapsedTime(start).Ticks * 100));
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancel);
        }
    }
}

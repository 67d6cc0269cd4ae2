using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;

namespace Mcu.Node.Hosting;

/// <summary>What the control loop does by the clock: SIP timers, a look at every call and at the node itself ten times a second, measurements each second.</summary>
public sealed class NodeTimers(SipGateway gateway, CallWatch watch, NodeAlarms alarms, ConferenceRegistry registry, MediaEngine engine, MeetingInbox meetings, NodeLinks links, Action<LiveConference> onOver, Action afterSweep)
    : IControlTimers
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(100);
    private const int SweepsPerSecond = 10;
    private const int MeetingSweeps = 2; // 5 times a second
    private Instant nextSweep = MonotonicClock.Now;
    private int sweeps;

    /// <inheritdoc/>
    public Instant NextDeadline => Instant.Earlier(nextSweep, gateway.Agent.NextDeadline);

    /// <inheritdoc/>
    public void OnDeadline(Instant now)
    {
        gateway.Agent.Tick(now);
        gateway.Flush();
        if (now >= nextSweep)
        {
            nextSweep = now + SweepEvery;
            Sweep(now);
        }
    }

    private void Sweep(Instant now)
    {
        watch.Look(now);
        alarms.Look(now);
        engine.Reap(now);
        foreach (LiveConference conference in registry.All)
        {
            if (now >= conference.NextDeadline)
            {
                conference.Replan(now);
            }
        }

        links.Tick(now);
        meetings.Look(now);
        if (sweeps % MeetingSweeps == 0)
        {
            meetings.Tick(now);
        }

        if (++sweeps % SweepsPerSecond == 0)
        {
            watch.Measure(now);
            CloseOver();
        }

        afterSweep();
    }

    private void CloseOver()
    {
        DateTimeOffset time = DateTimeOffset.UtcNow;
        foreach (LiveConference over in registry.All.Where(conference => conference.State.EndsAt <= time).ToArray())
        {
            onOver(over);
        }
    }
}

using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;

namespace Mcu.Node.Hosting;

/// <summary>The loops of a node that have due times, by the names that operators read. Read on the control loop.</summary>
public sealed class NodeLoops(MediaEngine engine, ConferenceRegistry registry, ControlLoop control)
{
    // The control loop's timers are due ten times a second.
    private static readonly TimeSpan ControlPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Each loop, what it measures, and its time from tick to tick.</summary>
    public IEnumerable<(string Name, LoopStatistics Statistics, TimeSpan Period)> All()
    {
        yield return ("udp", engine.Receive.Loop.Statistics, engine.Receive.Loop.Period);
        yield return ("audio", engine.Audio.Loop.Statistics, engine.Audio.Loop.Period);
        yield return ("pacer", engine.Pacer.Loop.Statistics, engine.Pacer.Loop.Period);
        yield return ("control", control.Statistics, ControlPeriod);
        foreach (LiveConference conference in registry.All)
        {
            PeriodicLoop loop = conference.Media.VideoLoop;
            yield return (loop.Name, loop.Statistics, loop.Period);
        }
    }
}

using System.Globalization;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Hosting;
using Mcu.V1;

namespace Mcu.Tests.Bench.Failover;

/// <summary>A room at the province and one at the district, in a meeting that a group keeps.</summary>
internal sealed class FailoverMeeting : IDisposable
{
    private const string Number = "1000";
    private static readonly Patience Patience = new(TimeSpan.FromSeconds(40));
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(1);

    private readonly BenchGroup group;
    private readonly SipRoom hall = new("tinh");
    private readonly SipRoom distant = new("mot");
    private readonly CancellationTokenSource ending = new();
    private readonly Lock sync = new();
    private readonly Thread thread;
    private GapWatch[] watches = [];
    private int acts;

    /// <summary>Starts the group, and has the rooms meet.</summary>
    public FailoverMeeting(BenchContext context)
    {
        group = new BenchGroup(context);
        thread = new Thread(Pump) { IsBackground = true, Name = "rooms" };
        GroupNode active = Patience.Await(group.Settled, "one MCU leads and one follows");
        hall.Call(active.Sip, Number);
        thread.Start();
        Patience.Await(() => group.District.HasMeeting() ? active : null, "the district has the meeting");
        lock (sync)
        {
            distant.Call(group.District.Sip, Number);
        }
    }

    /// <summary>Waits until all is well, harms the MCU that leads, and measures until all is well again.</summary>
    public FailoverRound FailOver(Action<GroupNode> harm)
    {
        GroupNode active = Patience.Await(Settled, "the rooms hear one another"), successor = group.PeerOf(active);
        double gain = -1 - (++acts % 9);
        active.Conferences.SetGain(
            new SetGainRequest { OpId = $"bench-{acts}", Conference = Number, Site = "mot", GainDb = gain }, deadline: DateTime.UtcNow.AddSeconds(5));
        GapWatch[] measured = Watch();
        (DateTime at, Instant since) = (DateTime.UtcNow, MonotonicClock.Now);
        harm(active);
        Patience.Await(() => BenchGroup.Ask(successor) is { Role: HaRole.Active } show && show.Steps.Any(step => step.Name == "promotion") ? successor : null, "the other MCU leads");
        Instant led = MonotonicClock.Now;
        Patience.Await(() => Array.TrueForAll(measured, watch => watch.HeardAt > led && watch.SeenAt > led) && MonotonicClock.Now - led > Steady ? successor : null, "the rooms hear and see again");
        IReadOnlyList<Event> events = successor.RoleEvents(at);
        Site[] sites = [.. successor.Conferences.ListSites(new ListSitesRequest { Conference = Number }, deadline: DateTime.UtcNow.AddSeconds(5)).Sites];
        active.Revive();
        return new FailoverRound
        {
            Elected = events.Where(one => one.Details.GetValueOrDefault("to") == "promoting").Select(one => (one.At.ToDateTime() - at).TotalMilliseconds).FirstOrDefault(double.NaN),
            Committed = Took(events, "commit_term_start"),
            Restored = Took(events, "restore"),
            Announced = Took(events, "announce"),
            Adopted = Took(events, "adopt_calls"),
            Done = events.Where(one => one.Details.GetValueOrDefault("step") == "promotion").Select(one => (one.At.ToDateTime() - at).TotalMilliseconds).FirstOrDefault(double.NaN),
            Province = (measured[0].Sound, measured[0].Picture),
            District = (measured[1].Sound, measured[1].Picture),
            CallsLost = new[] { hall.HasEnded, distant.HasEnded }.Count(ended => ended),
            IsActLost = !Array.Exists(sites, site => site.Name == "mot" && Math.Abs(site.GainDb - gain) < 0.1),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        thread.Join();
        hall.Dispose();
        distant.Dispose();
        group.Dispose();
        ending.Dispose();
    }

    private static double Took(IReadOnlyList<Event> events, string step) => events
        .Where(one => one.Details.GetValueOrDefault("step") == step)
        .Select(one => double.Parse(one.Details["took_ms"], CultureInfo.InvariantCulture))
        .FirstOrDefault(double.NaN);

    // Whole, and nothing was missed for a second.
    private GroupNode? Settled()
    {
        GapWatch[] quiet = Watch();
        Thread.Sleep(Steady);
        bool isSteady = Array.TrueForAll(quiet, watch => watch is { Sound: > 0 and < 300, Picture: > 0 and < 500 });
        return isSteady ? group.Whole() : null;
    }

    private GapWatch[] Watch()
    {
        lock (sync)
        {
            return watches = [new GapWatch(hall), new GapWatch(distant)];
        }
    }

    private void Pump()
    {
        while (!ending.IsCancellationRequested)
        {
            lock (sync)
            {
                hall.Pump();
                distant.Pump();
                Array.ForEach(watches, watch => watch.Look());
            }

            Thread.Sleep(TimeSpan.FromMilliseconds(2));
        }
    }
}

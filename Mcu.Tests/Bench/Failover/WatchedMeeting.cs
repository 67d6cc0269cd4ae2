using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Node.Simulate;
using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Bench.Failover;

/// <summary>A room at the province and one at the district that look at one another's frame numbers, in a meeting that a group keeps.</summary>
internal sealed class WatchedMeeting : IDisposable
{
    private const string Number = "1000";
    private static readonly Patience Patience = new(TimeSpan.FromSeconds(60));
    private static readonly TimeSpan ActEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(300), Steady = TimeSpan.FromSeconds(2);

    private readonly BenchGroup group;
    private readonly RoomFleet fleet;
    private int acts;

    /// <summary>Starts the group, and has the rooms meet.</summary>
    public WatchedMeeting(BenchContext context)
    {
        group = new BenchGroup(context);
        GroupNode active = Patience.Await(group.Settled, "one MCU leads and one follows");
        Patience.Await(() => group.District.HasMeeting() ? active : null, "the district has the meeting");
        fleet = PrepareAsync(active, group.District).GetAwaiter().GetResult();
        fleet.CallAllAsync().Wait();
    }

    /// <summary>Rooms whose call has ended.</summary>
    public int CallsLost => fleet.Rooms.Count(room => room.State != RoomState.Connected);

    /// <summary>Who takes part.</summary>
    public string Describe() => $"{fleet.Rooms.Count} rooms, four nodes and this program share {Environment.ProcessorCount} processors and their loopback";

    /// <summary>Waits until all is well, kills the MCU that leads, and tells what rooms missed until all was well again.</summary>
    public IReadOnlyList<RoomGaps> Kill()
    {
        GroupNode active = Patience.Await(() => fleet.AllGotWithin(Fresh) ? group.Whole() : null, "the rooms see and hear one another"), successor = group.PeerOf(active);
        Thread.Sleep(Steady);
        fleet.BeginOutage();
        Thread.Sleep(Fresh); // the last frame is one that was looked at
        active.Kill();
        Patience.Await(() => BenchGroup.Ask(successor) is { Role: HaRole.Active } && fleet.AllGotWithin(Fresh) ? successor : null, "the rooms see and hear again");
        Patience.Await(() => fleet.Gaps().All(room => room.Leap?.Between > Fresh) ? successor : null, "the rooms see one another again");
        IReadOnlyList<RoomGaps> gaps = fleet.Gaps();
        fleet.EndOutage();
        active.Revive();
        return gaps;
    }

    /// <summary>Acts now and then for a time, and tells what became of the group.</summary>
    public CrowdedTime Endure(TimeSpan time)
    {
        ulong before = BenchGroup.Ask(Patience.Await(group.Whole, "one MCU leads and one follows"))!.Term;
        DateTime since = DateTime.UtcNow;
        fleet.BeginOutage();
        List<double> took = [];
        int tried = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time; Thread.Sleep(ActEvery))
        {
            tried++;
            took.AddRange(Act());
        }

        IReadOnlyList<RoomGaps> gaps = fleet.Gaps();
        fleet.EndOutage();
        IReadOnlyList<(GroupNode Node, Event Event)> happened = [.. group.Members.SelectMany(node => node.RoleEvents(since).Select(one => (node, one)))];
        double[] lapses = [.. happened.Where(one => one.Event.Details.GetValueOrDefault("step") == "gate_lapse").Select(one => Took(one.Event))];
        return new CrowdedTime(
            before,
            group.Members.Max(node => BenchGroup.Ask(node)?.Term ?? 0),
            [.. happened.Where(one => one.Event.Kind == EventKind.HaRoleChanged).Select(one => ChangeOf(one.Node, one.Event, since)).OrderBy(change => change.After)],
            lapses.Length,
            lapses.DefaultIfEmpty().Max(),
            tried,
            took.Count,
            took.DefaultIfEmpty().Max(),
            gaps);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        fleet.DisposeAsync().AsTask().Wait();
        group.Dispose();
    }

    private static async Task<RoomFleet> PrepareAsync(GroupNode province, GroupNode district)
    {
        FleetTarget[] targets =
        [
            await FleetTarget.ResolveAsync($"sip:{Number}@{province.Sip}", CancellationToken.None),
            await FleetTarget.ResolveAsync($"sip:{Number}@{district.Sip}", CancellationToken.None),
        ];
        return await RoomFleet.PrepareAsync(new FleetOptions { Targets = targets, Sites = 2 }, new FFmpegCodecFactory(), new RecordingObserver());
    }

    private static double Took(Event step) => double.Parse(step.Details["took_ms"], CultureInfo.InvariantCulture);

    private static RoleChange ChangeOf(GroupNode node, Event changed, DateTime since) =>
        new(node.Id, changed.At.ToDateTime() - since, changed.Details["to"], changed.Details["cause"]);

    // How long it took; nothing when it was not acknowledged.
    private IEnumerable<double> Act()
    {
        var request = new ShowMessageRequest { OpId = $"bench-{++acts}", Conference = Number, Text = $"{acts}" };
        foreach (GroupNode node in group.Members)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                node.Conferences.ShowMessage(request, deadline: DateTime.UtcNow.AddSeconds(5));
            }
            catch (RpcException)
            {
                continue; // the other one leads, or nobody
            }

            return [Stopwatch.GetElapsedTime(start).TotalMilliseconds];
        }

        return [];
    }
}

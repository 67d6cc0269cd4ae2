using System.Net;
using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Alarms;
using Mcu.Node.Calls;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Node.Loops;

namespace Mcu.Node.Cascade.Orphans;

/// <summary>
/// Rooms of nodes below that are lost: this node calls them itself (<c>cascade.adopt_orphans</c>) and keeps them until an operator hands
/// them back. A room that is busy is left alone: it may be in a meeting that its district goes on with. Belongs to the control loop.
/// </summary>
public sealed class OrphanCalls(
    CascadeConfiguration configuration, ControlLoop control, ConferenceRegistry registry, CallDirector director, SiteDialer dialer, Func<string, bool> isLinked)
{
    /// <summary>The pipeline's name.</summary>
    public const string Pipeline = "cascade-adopt";

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly OrphanWatch watch = new(configuration.OrphansAfter, Again);
    private readonly StepPipeline pipeline = new(Pipeline, PipelineLimits.Orphans, TimeProvider.System);
    private readonly HashSet<OrphanSite> underWay = [];
    private readonly Dictionary<OrphanSite, (TaskCompletionSource<bool> Ended, Instant Deadline)> returning = [];
    private Instant nextLook = Instant.Distant;

    /// <summary>How long the node below has to get a room that is given back: a few attempts.</summary>
    internal TimeSpan ReturnsWithin { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>What is kept over a restart; none: the node's HA group keeps it, or nothing does.</summary>
    internal OrphanMemory? Memory { get; init; }

    /// <summary>The turns of calls to orphans and of their way back: each has codecs opened.</summary>
    internal CallPace Pace { get; } = new(perSecond: 5, burst: 5, TimeProvider.System);

    /// <summary>All sites whose rooms are in calls with this node in place of their own.</summary>
    internal IEnumerable<(LiveConference Conference, Participant Site)> Adopted() => registry.All.SelectMany(
        conference => conference.State.Sites.Where(site => site is { AdoptedFrom: not null, IsPresent: true }).Select(site => (conference, site)));

    /// <summary>How many there are of a unit.</summary>
    public int CountOf(string unit) => Adopted().Count(adopted => adopted.Site.AdoptedFrom == unit);

    /// <summary>What operators are to know: whose rooms are here, and whose could go back.</summary>
    internal IEnumerable<AlarmSign> Signs() => Adopted().CountBy(adopted => adopted.Site.AdoptedFrom!, StringComparer.Ordinal)
        .Select(unit => new AlarmSign(isLinked(unit.Key) ? AlarmKind.HandBackDue : AlarmKind.SitesAdopted, unit.Key, ("sites", $"{unit.Value}")));

    /// <summary>Calls rooms that are due, gives up calls that are needed no more. Several times a second.</summary>
    public void Tick(Instant now)
    {
        foreach (OrphanSite late in returning.Where(entry => entry.Value.Deadline <= now).Select(entry => entry.Key).ToArray())
        {
            EndReturn(late, isBack: false);
        }

        if (!configuration.AdoptOrphans)
        {
            return;
        }

        if (now >= nextLook)
        {
            nextLook = now + LookEvery;
            Memory?.Look(now);
        }

        foreach (OrphanSite back in underWay.Where(site => isLinked(site.Unit)))
        {
            GiveUp(back);
        }

        foreach (OrphanSite due in watch.Look([.. registry.All.SelectMany(Orphans)], isLinked, now))
        {
            _ = CallInTurnAsync(due);
        }
    }

    /// <summary>Whether what a node below reports of a site is this roster's entry; see <see cref="Meetings.TakesReport"/>.</summary>
    internal bool Takes(LiveConference conference, Participant reported, Instant now)
    {
        bool isThere = reported is { IsPresent: true, SignalLost: false };
        if (conference.State.Find(reported.Site) is { AdoptedFrom: not null, IsPresent: true } adopted)
        {
            if (isThere)
            {
                End(conference, adopted.Site, now); // its room went back by itself
            }

            return isThere;
        }

        OrphanSite[] here = [.. returning.Keys.Where(site => site.Meeting == conference.Id && site.Site == reported.Site)];
        if (isThere)
        {
            Array.ForEach(here, site => EndReturn(site, isBack: true));
        }

        return isThere || here.Length == 0;
    }

    /// <summary>Ends an adopted site's call here; ends with whether the node below has the room in time.</summary>
    internal Task<bool> GiveBack(LiveConference conference, Participant site, Instant now)
    {
        var orphan = new OrphanSite(conference.Id, site.Site, site.AdoptedFrom!);
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        returning[orphan] = (ended, now + ReturnsWithin);
        End(conference, site.Site, now);
        return ended.Task;
    }

    /// <summary>The node below did not get a room: it is called from here again. Any thread.</summary>
    internal Task ReclaimAsync(OrphanSite site) => control.Invoke(
        () =>
        {
            EndReturn(site, isBack: false);
            return CallInTurnAsync(site);
        },
        TurnLimit);

    // Those of nodes further down have a node of their own, which may well go on.
    private static IEnumerable<OrphanSite> Orphans(LiveConference conference) => conference.State.Sites
        .Where(site => site is { Via: { } unit, IsPresent: true, SignalLost: true, Address: not null } && SitePath.UnitOf(site.Site) == unit)
        .Select(site => new OrphanSite(conference.Id, site.Site, site.Via!));

    private static string ErrandOf(OrphanSite site) => $"orphan/{site.Meeting}/{site.Site}";

    private void End(LiveConference conference, string site, Instant now)
    {
        LiveCall? call = conference.CallOf(site);
        conference.Apply(new ConferenceCommand.GiveBack(site), now);
        if (call is not null)
        {
            call.SiteStays = true;
            director.Hangup(call, CallReasons.HandedBack, now);
        }
    }

    private void EndReturn(OrphanSite site, bool isBack)
    {
        if (returning.Remove(site, out (TaskCompletionSource<bool> Ended, Instant Deadline) entry))
        {
            entry.Ended.TrySetResult(isBack);
        }
    }

    private void GiveUp(OrphanSite site)
    {
        if (registry.All.FirstOrDefault(conference => conference.Id == site.Meeting) is { } conference)
        {
            dialer.TryCancel(conference, ErrandOf(site));
        }
    }

    // Control loop's thread, until the first wait.
    private async Task CallInTurnAsync(OrphanSite site)
    {
        await pipeline.RunAsync([site], CallAsync, Pace.WaitAsync, CancellationToken.None);
        control.TryPost(() =>
        {
            underWay.Remove(site);
            watch.Ended(site, MonotonicClock.Now);
        });
    }

    // Throws when another attempt may be better at once; who is busy, rings in vain or declines is left alone.
    private async Task CallAsync(OrphanSite site, CancellationToken cancel)
    {
        CallTarget? target = await control.Invoke(() => TargetOf(site), TurnLimit);
        if (target is null)
        {
            return;
        }

        IPEndPoint destination = await CallTargets.LocateAsync(target.Uri, cancel) ?? throw new OrphanNotCalledException(site, "host name not found");
        CallOutcome outcome = await dialer.CallAsync(
            ErrandOf(site), target, destination, new SiteCall($"{target.Uri}", target.Title, Retries: 0, TimeSpan.Zero, Wait: true));
        if (outcome.Status is 500 or 503 or 504)
        {
            throw new OrphanNotCalledException(site, outcome.Phrase);
        }
    }

    private CallTarget? TargetOf(OrphanSite site)
    {
        LiveConference? conference = registry.All.FirstOrDefault(conference => conference.Id == site.Meeting);
        if (conference?.State.Find(site.Site) is not { Address: { } address } orphan || !SipUri.TryParse(address, out SipUri uri) || !uri.IsSip)
        {
            return null;
        }

        underWay.Add(site);
        return new CallTarget(conference, site.Site, orphan.Title, uri) { IsOrphan = true };
    }

    /// <summary>A room that could not be called.</summary>
    private sealed class OrphanNotCalledException(OrphanSite site, string because) : Exception($"{site.Site}: {because}");
}

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
/// them back. Rooms of a node that answers by SIP, and a room that is busy, are left alone: they may be in a meeting that goes on without
/// a link. Belongs to the control loop.
/// </summary>
public sealed class OrphanCalls(
    CascadeConfiguration configuration,
    ControlLoop control,
    ConferenceRegistry registry,
    SiteDialer dialer,
    Func<string, bool> isLinked,
    Func<string, Task<bool>> isAlive)
{
    /// <summary>The pipeline's name.</summary>
    public const string Pipeline = "cascade-adopt";

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly OrphanWatch watch = new(configuration.OrphansAfter, Again);
    private readonly StepPipeline pipeline = new(Pipeline, PipelineLimits.Orphans, TimeProvider.System);
    private readonly HashSet<OrphanSite> underWay = [];
    private Instant nextLook = Instant.Distant;

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

        IReadOnlyList<OrphanSite> due = watch.Look([.. registry.All.SelectMany(Orphans)], isLinked, now);
        foreach (IGrouping<string, OrphanSite> unit in due.GroupBy(site => site.Unit, StringComparer.Ordinal))
        {
            underWay.UnionWith(unit);
            _ = CallAllAsync(unit.Key, [.. unit]);
        }
    }

    /// <summary>Calls a room from here again that its node was given, and did not get. Any thread.</summary>
    internal Task CallAsync(OrphanSite site) => pipeline.RunAsync([site], AttemptAsync, Pace.WaitAsync, CancellationToken.None);

    // Those of nodes further down have a node of their own, which may well go on.
    private static IEnumerable<OrphanSite> Orphans(LiveConference conference) => conference.State.Sites
        .Where(site => site is { Via: { } unit, IsPresent: true, SignalLost: true, Address: not null } && SitePath.UnitOf(site.Site) == unit)
        .Select(site => new OrphanSite(conference.Id, site.Site, site.Via!));

    private static string ErrandOf(OrphanSite site) => $"orphan/{site.Meeting}/{site.Site}";

    private void GiveUp(OrphanSite site)
    {
        if (registry.All.FirstOrDefault(conference => conference.Id == site.Meeting) is { } conference)
        {
            dialer.TryCancel(conference, ErrandOf(site));
        }
    }

    private async Task CallAllAsync(string unit, OrphanSite[] sites)
    {
        bool isUnneeded = await isAlive(unit);
        await Task.WhenAll(sites.Select(async site =>
        {
            await (isUnneeded ? Task.CompletedTask : CallAsync(site));
            control.TryPost(() => End(site));
        }));
    }

    // It is looked at again later.
    private void End(OrphanSite site)
    {
        underWay.Remove(site);
        watch.Ended(site, MonotonicClock.Now);
    }

    // Throws when another attempt may be better at once; who is busy, rings in vain or declines is left alone.
    private async Task AttemptAsync(OrphanSite site, CancellationToken cancel)
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
        return conference?.State.Find(site.Site) is { Address: { } address } orphan && SipUri.TryParse(address, out SipUri uri) && uri.IsSip
            ? new CallTarget(conference, site.Site, orphan.Title, uri) { IsOrphan = true }
            : null;
    }

    /// <summary>A room that could not be called.</summary>
    private sealed class OrphanNotCalledException(OrphanSite site, string because) : Exception($"{site.Site}: {because}");
}

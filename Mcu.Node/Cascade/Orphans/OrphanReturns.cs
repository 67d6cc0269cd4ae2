using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Conferences;

namespace Mcu.Node.Cascade.Orphans;

/// <summary>
/// The way of adopted rooms back to their node: given back by an operator, or gone there by themselves. While a room is in its call here,
/// or on its way, what its node reports of it is not this roster's entry. Belongs to the control loop.
/// </summary>
public sealed class OrphanReturns(CallDirector director, Func<string, bool> isLinked)
{
    private static readonly TimeSpan RingsFor = TimeSpan.FromSeconds(20);

    private readonly Dictionary<OrphanSite, (TaskCompletionSource<bool> Ended, Instant Deadline)> returning = [];
    private readonly Dictionary<OrphanSite, (LiveConference Conference, Participant Reported, Instant Since)> claimed = [];

    /// <summary>How long the node below has to get a room that is given back: a few attempts.</summary>
    internal TimeSpan ReturnsWithin { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the node below must report an adopted site as connected until it is that node's: one that stood still is wrong at first.</summary>
    internal TimeSpan ClaimedFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether what a node below reports of a site is this roster's entry; see <see cref="Meetings.TakesReport"/>.</summary>
    internal bool Takes(LiveConference conference, Participant reported, Instant now)
    {
        bool isThere = reported is { State: SiteState.Connected, SignalLost: false };
        if (conference.State.Find(reported.Site) is { AdoptedFrom: { } unit, IsPresent: true })
        {
            Claim(new OrphanSite(conference.Id, reported.Site, unit), conference, isThere ? reported : null, now);
            return false;
        }

        OrphanSite[] underWay = [.. returning.Keys.Where(site => site.Meeting == conference.Id && site.Site == reported.Site)];
        Array.ForEach(underWay, site => Follow(site, reported, isThere, now));
        return isThere || underWay.Length == 0;
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

    /// <summary>A room is not on its way any more: its node did not want it, or did not get it.</summary>
    internal void Forget(OrphanSite site) => EndReturn(site, isBack: false);

    /// <summary>Gives up what takes too long, and believes what was reported for long enough. Several times a second.</summary>
    public void Tick(Instant now)
    {
        foreach (OrphanSite late in returning.Where(entry => entry.Value.Deadline <= now).Select(entry => entry.Key).ToArray())
        {
            EndReturn(late, isBack: false);
        }

        foreach (OrphanSite site in claimed.Keys.ToArray())
        {
            LookAtClaim(site, now);
        }
    }

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

    private void Follow(OrphanSite site, Participant reported, bool isThere, Instant now)
    {
        if (isThere)
        {
            EndReturn(site, isBack: true);
        }
        else if (reported.State == SiteState.Ringing)
        {
            returning[site] = (returning[site].Ended, now + RingsFor);
        }
    }

    private void EndReturn(OrphanSite site, bool isBack)
    {
        if (returning.Remove(site, out (TaskCompletionSource<bool> Ended, Instant Deadline) entry))
        {
            entry.Ended.TrySetResult(isBack);
        }
    }

    // Its room may have gone back by itself, by calling there.
    private void Claim(OrphanSite site, LiveConference conference, Participant? reported, Instant now)
    {
        if (reported is null)
        {
            claimed.Remove(site);
        }
        else
        {
            claimed[site] = (conference, reported, claimed.TryGetValue(site, out (LiveConference, Participant, Instant Since) known) ? known.Since : now);
        }
    }

    private void LookAtClaim(OrphanSite site, Instant now)
    {
        (LiveConference conference, Participant reported, Instant since) = claimed[site];
        if (!isLinked(site.Unit) || conference.State.Find(site.Site) is not { AdoptedFrom: not null, IsPresent: true })
        {
            claimed.Remove(site);
        }
        else if (now - since >= ClaimedFor)
        {
            claimed.Remove(site);
            End(conference, site.Site, now);
            conference.Mirror(reported, now);
            conference.Replan(now);
        }
    }
}

using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Node.Api;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Orphans;

/// <summary>What became of one site that was to go back to its node.</summary>
/// <param name="Conference">The conference's title.</param>
/// <param name="Site">Its path.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is in its call with this node still; empty: it went back.</param>
public sealed record HandedBack(string Conference, string Site, string Name, string Reason);

/// <summary>Gives the rooms of a unit that is linked again back to it, as an operator asks. Any thread.</summary>
public sealed class HandBack(ControlLoop control, NodeMeetings meetings, DirectiveSender directives, OrphanCalls orphans, OrphanReturns returns)
{
    /// <summary>The reason when the node below was told, and did not get the room.</summary>
    public const string NotConnected = "NOT_CONNECTED";

    private readonly ControlTurns turns = new(control);

    /// <summary>Gives all rooms of a unit back; ends with the unit's id and what became of each, within 40 seconds.</summary>
    /// <param name="act">The operator's act.</param>
    /// <param name="unit">The unit's id or name.</param>
    public Task<ControlResult<(string Unit, IReadOnlyList<HandedBack> Sites)>> RunAsync(Act act, string unit) =>
        turns.OnceAsync(act, nameof(HandBack), () => BeginAsync(act, unit));

    private async Task<ControlResult<(string Unit, IReadOnlyList<HandedBack> Sites)>> BeginAsync(Act act, string query)
    {
        (LiveConference Conference, Participant Site)[] adopted = [.. orphans.Adopted()];
        MeetingUnit[] units = [.. adopted.Select(one => UnitOf(one.Conference, one.Site.AdoptedFrom!)).DistinctBy(unit => unit.Path)];
        NameMatch<MeetingUnit> match = NameFinder.Find(units, query, unit => new NameKeys(unit.Path, unit.Title, Path: unit.Path));
        if (match is not { IsFound: true, Found: { } found })
        {
            return ControlErrors.NothingAdopted(query, [.. units.Select(unit => unit.Path)]);
        }

        if (meetings.LinkTo(found.Path) is not { } link)
        {
            return ControlErrors.UnitUnreachable(found.Path);
        }

        if (!link.Can(LinkCapability.Take))
        {
            return ControlErrors.DirectiveUnknown(found.Path);
        }

        HandedBack[] sites = await Task.WhenAll(adopted.Where(one => one.Site.AdoptedFrom == found.Path).Select(one => ReturnAsync(act, one.Conference, one.Site)));
        return (found.Path, sites);
    }

    private static MeetingUnit UnitOf(LiveConference conference, string unit) =>
        conference.Links.Units.GetValueOrDefault(unit) ?? new MeetingUnit(unit, unit, GivesMosaic: false);

    private async Task<HandedBack> ReturnAsync(Act act, LiveConference conference, Participant site)
    {
        await orphans.Pace.WaitAsync(CancellationToken.None);
        string reason = await await control.Invoke(() => TellAsync(act, conference, site.Site), ControlTurns.Limit);
        return new HandedBack(conference.State.Settings.Title, site.Site, site.Title, reason);
    }

    // First the call here ends, so that the room is free; then its node is told to make one.
    private async Task<string> TellAsync(Act act, LiveConference conference, string key)
    {
        if (conference.State.Find(key) is not { IsPresent: true, AdoptedFrom: { } unit } site)
        {
            return ErrorStatus.NameOf(ControlReason.SiteNotConnected); // it hung up meanwhile
        }

        Directive take = Take(conference, site);
        Task<bool> back = returns.GiveBack(conference, site, MonotonicClock.Now);
        ControlResult<SiteInfo> told = await directives.SendAsync(act with { OpId = $"{act.OpId}/{key}" }, conference, site with { Via = unit }, take);
        string reason = told.Error is null or { Reason: ControlReason.SiteAlreadyConnected } ? await back ? "" : NotConnected : ErrorStatus.NameOf(told.Error.Reason);
        if (reason.Length > 0)
        {
            await control.Invoke(() => Reclaim(new OrphanSite(conference.Id, key, unit)), ControlTurns.Limit);
        }

        return reason;
    }

    // Its outcome is seen on the roster.
    private bool Reclaim(OrphanSite site)
    {
        returns.Forget(site);
        _ = orphans.CallAsync(site);
        return true;
    }

    // The mute of the operators there goes with it; that of the operators here is told with the meeting.
    private static Directive Take(LiveConference conference, Participant site) => new()
    {
        Take = new TakeSite
        {
            Uri = site.Address ?? conference.CallOf(site.Site)?.Sip.Dialog?.RemoteTarget ?? "",
            Title = site.Title,
            Srtp = site.Srtp.ToProto(),
            Muted = site.Mutes.HasFlag(conference.OperatorMute == MuteBits.Province ? MuteBits.District : MuteBits.Self),
        },
    };
}

using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Command = Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Node.Cascade.Orphans;

/// <summary>
/// Puts sites of nodes below into the book, and out of it onto the roster of a conference that begins again after a restart: lost, until
/// their node tells of them. Belongs to the control loop.
/// </summary>
internal sealed class OrphanMemory(SiteBook book, ConferenceRegistry registry, Func<string, bool> isLinked)
{
    private readonly List<BookedSite> before = [.. book.Read()];
    private readonly HashSet<LiveConference> known = [];

    /// <summary>Looks at all conferences; once a second.</summary>
    public void Look(Instant now)
    {
        foreach (LiveConference begun in registry.All.Where(known.Add).ToArray())
        {
            Restore(begun, now);
        }

        known.RemoveWhere(conference => conference.State.IsEnded);
        book.Keep([.. registry.All.SelectMany(Booked)]);
    }

    private static IEnumerable<BookedSite> Booked(LiveConference conference)
    {
        foreach (Participant site in conference.State.Sites.Where(site => site.IsPresent))
        {
            if ((site.Via ?? site.AdoptedFrom) is { } unit && SitePath.UnitOf(site.Site) == unit && site.Address is { } address)
            {
                string title = conference.Links.Units.GetValueOrDefault(unit)?.Title ?? unit;
                yield return new BookedSite(conference.Id, unit, title, site.Site, site.Title, address, site.Srtp, site.Mutes);
            }
        }
    }

    private void Restore(LiveConference conference, Instant now)
    {
        BookedSite[] booked = [.. before.Where(site => site.Conference == conference.Id)];
        before.RemoveAll(site => site.Conference == conference.Id); // a later conference of this name is another
        foreach (BookedSite site in booked.Where(site => conference.State.Find(site.Site) is null && !isLinked(site.Unit)))
        {
            conference.Links.Units.TryAdd(site.Unit, new MeetingUnit(site.Unit, site.UnitTitle, GivesMosaic: false) { IsLinked = false });
            conference.Mirror(
                new Participant(site.Site, site.Title, Core.Composing.SiteRole.Member)
                {
                    Via = site.Unit, Address = site.Address, Srtp = site.Srtp, State = SiteState.Connected, SignalLost = true, Mutes = site.Mutes,
                },
                now);
            foreach (MuteBits by in (site.Mutes & ~conference.OperatorMute.OwnedBelow()).Each())
            {
                conference.Apply(new Command.Mute(site.Site, by, On: true), now);
            }
        }
    }
}

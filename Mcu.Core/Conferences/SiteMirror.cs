using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Core.Conferences;

/// <summary>
/// How what a node below reports of its site becomes this roster's entry. Each datum has one owner: that node owns all but
/// the mutes of this node and those above, and the site's part in this conference.
/// </summary>
internal static class SiteMirror
{
    /// <summary>The entry after a report.</summary>
    /// <param name="known">The entry before; null: none.</param>
    /// <param name="reported">What the node below says.</param>
    /// <param name="owned">The mutes that nodes below own.</param>
    public static Participant Merge(Participant? known, Participant reported, MuteBits owned) => known is null
        ? reported with { Mutes = reported.Mutes & owned }
        : reported with
        {
            Mutes = (reported.Mutes & owned) | (known.Mutes & ~owned),
            Role = known.Role,
            IsBound = known.IsBound,
        };

    /// <summary>What operators are told, but for a site's leaving.</summary>
    public static IEnumerable<ConferenceEvent> Changes(Participant? before, Participant after) =>
        [.. OfState(before, after), .. OfSignal(before, after), .. OfMutes(before, after)];

    private static IEnumerable<ConferenceEvent> OfState(Participant? before, Participant after)
    {
        if (before?.State == after.State)
        {
            return [];
        }

        return after.State switch
        {
            SiteState.Calling => [new ConferenceEvent(SiteCalling, after.Site, after.Address ?? "")],
            SiteState.Ringing => [new ConferenceEvent(SiteRinging, after.Site)],
            SiteState.Connected when before?.State == SiteState.Held => [new ConferenceEvent(SiteResumed, after.Site)],
            SiteState.Connected => [new ConferenceEvent(SiteJoined, after.Site)],
            SiteState.Held when before?.State == SiteState.Connected => [new ConferenceEvent(SiteHeld, after.Site)],
            SiteState.Held => [new ConferenceEvent(SiteJoined, after.Site), new ConferenceEvent(SiteHeld, after.Site)],
            _ => [],
        };
    }

    private static IEnumerable<ConferenceEvent> OfSignal(Participant? before, Participant after)
    {
        bool was = before is { IsPresent: true, SignalLost: true };
        return after.IsPresent && was != after.SignalLost
            ? [new ConferenceEvent(after.SignalLost ? SignalLost : SignalReturned, after.Site)]
            : [];
    }

    private static IEnumerable<ConferenceEvent> OfMutes(Participant? before, Participant after)
    {
        MuteBits changed = (before?.Mutes ?? MuteBits.None) ^ after.Mutes;
        return changed.Each().Select(by => new ConferenceEvent(after.Mutes.HasFlag(by) ? Muted : Unmuted, after.Site, by.ToString()));
    }
}

using Mcu.Core.Composing;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Core.Conferences;

/// <summary>Who of the roster may ask for the floor and be given it, and what is told of that.</summary>
internal sealed class FloorChanges(Roster roster, Floor floor)
{
    internal CommandOutcome Request(string site) => WithSpeaker(site, () =>
        floor.Request(site) ? CommandOutcome.Done(FloorRequested, site) : CommandOutcome.Nothing);

    internal CommandOutcome Give(string? site)
    {
        string? next = site ?? (floor.Queue.Count > 0 ? floor.Queue[0] : null);
        return next is null
            ? CommandOutcome.Refused(Refusal.QueueEmpty)
            : WithSpeaker(next, () => floor.Give(next) ? CommandOutcome.Done(FloorGiven, next) : CommandOutcome.Nothing);
    }

    internal CommandOutcome Take() => floor.Take() is { } holder
        ? CommandOutcome.Done(FloorTaken, holder)
        : CommandOutcome.Refused(Refusal.FloorFree);

    internal CommandOutcome Cancel(string site) => floor.Cancel(site)
        ? CommandOutcome.Done(FloorRequestCanceled, site)
        : CommandOutcome.Refused(Refusal.UnknownSite);

    private CommandOutcome WithSpeaker(string site, Func<CommandOutcome> act) => roster.Find(site) switch
    {
        null => CommandOutcome.Refused(Refusal.UnknownSite),
        { Role: SiteRole.Watcher } => CommandOutcome.Refused(Refusal.WatcherOnly),
        { IsPresent: false } => CommandOutcome.Refused(Refusal.SiteNotPresent),
        _ => act(),
    };
}

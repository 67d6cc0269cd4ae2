using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Command = Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Node.Conferences;

/// <summary>Carries operators' commands out in a conference; each gives what it changed, or why not. Belongs to the control loop.</summary>
public static class ConferenceChanges
{
    /// <summary>A command that changes the conference.</summary>
    public static ControlResult<ConferenceInfo> Change(LiveConference conference, Command command) =>
        Refused(conference, command) ?? ControlResult<ConferenceInfo>.Done(InfoMapping.Info(conference));

    /// <summary>A command that changes a site.</summary>
    public static ControlResult<SiteInfo> ChangeSite(LiveConference conference, Participant site, Command command) =>
        Refused(conference, command) ?? ControlResult<SiteInfo>.Done(InfoMapping.Site(conference, conference.State.Find(site.Site)!));

    /// <summary>A command that changes who has the floor or waits for it.</summary>
    public static ControlResult<FloorInfo> ChangeFloor(LiveConference conference, Command command) =>
        Refused(conference, command) ?? ControlResult<FloorInfo>.Done(InfoMapping.Floor(conference));

    /// <summary>A command that changes whose slides are shown.</summary>
    public static ControlResult<ContentInfo> ChangeContent(LiveConference conference, Command command) =>
        Refused(conference, command) ?? ControlResult<ContentInfo>.Done(InfoMapping.Content(conference));

    /// <summary>Gives the floor, to the first in the queue when no site is named.</summary>
    public static ControlResult<FloorInfo> GiveFloor(LiveConference conference, string? site)
    {
        ControlResult<FloorInfo> result = ChangeFloor(conference, new Command.GiveFloor(site));
        if (result.Error is null && site is not null)
        {
            LetBeHeard(conference, site, MonotonicClock.Now);
        }

        return result;
    }

    /// <summary>
    /// The floor is given to be heard: mutes end with it, the operators' and the room's own, each at the node that owns it when the
    /// floor is known there.
    /// </summary>
    public static void LetBeHeard(LiveConference conference, string site, Instant now)
    {
        if (conference.State.Find(site) is { } participant)
        {
            Lift(conference, participant, participant.Via is null ? MuteBits.Self : MuteBits.None, now);
        }
    }

    /// <summary>
    /// Mutes or unmutes one site, or all but some; gives those that it changed. Not those whose mute only their own node can set:
    /// <see cref="MutedElsewhere"/>.
    /// </summary>
    public static ControlResult<IReadOnlyList<SiteInfo>> Mute(LiveConference conference, SiteSelection sites, bool muted)
    {
        if (!Choose(conference, sites).TryGet(out IReadOnlyList<Participant>? chosen, out ControlError? error))
        {
            return error;
        }

        List<SiteInfo> changed = [];
        foreach (Participant site in chosen.Where(site => !IsMutedElsewhere(conference, site)))
        {
            bool hasChanged = muted
                ? conference.Apply(new Command.Mute(site.Site, conference.OperatorMute, On: true), MonotonicClock.Now).Events.Count > 0
                : Lift(conference, site, MuteBits.None, MonotonicClock.Now);
            if (hasChanged)
            {
                changed.Add(InfoMapping.Site(conference, conference.State.Find(site.Site)!));
            }
        }

        return changed;
    }

    /// <summary>Those of the chosen sites whose mute only their own node can set: a node below this one, which is no district's.</summary>
    public static IReadOnlyList<Participant> MutedElsewhere(LiveConference conference, SiteSelection sites) =>
        Choose(conference, sites).TryGet(out IReadOnlyList<Participant>? chosen, out _) ? [.. chosen.Where(site => IsMutedElsewhere(conference, site))] : [];

    private static bool IsMutedElsewhere(LiveConference conference, Participant site) => site.Via is not null && conference.OperatorMute == MuteBits.Self;

    // Ends the mutes that are this node's to end; on its own it also ends those of the nodes above, until they are back and say again.
    private static bool Lift(LiveConference conference, Participant site, MuteBits also, Instant now)
    {
        MuteBits own = IsMutedElsewhere(conference, site) ? MuteBits.None : conference.OperatorMute;
        MuteBits lost = conference.Links.IsCutOff ? conference.OperatorMute.OwnedAbove() : MuteBits.None;
        MuteBits[] lifted = [.. (site.Mutes & (own | lost | also)).Each()];
        Array.ForEach(lifted, by => conference.Apply(new Command.Mute(site.Site, by, On: false), now));
        return lifted.Length > 0;
    }

    private static ControlResult<IReadOnlyList<Participant>> Choose(LiveConference conference, SiteSelection sites)
    {
        List<Participant> named = [];
        foreach (string name in sites.Site is { } one ? [one] : sites.Except)
        {
            if (!ConferenceFinder.Site(conference, name).TryGet(out Participant? site, out ControlError? error))
            {
                return error;
            }

            named.Add(site);
        }

        return sites.Site is null ? conference.State.Sites.Except(named).ToList() : named;
    }

    private static ControlError? Refused(LiveConference conference, Command command)
    {
        CommandOutcome outcome = conference.Apply(command, MonotonicClock.Now);
        string title = conference.State.Settings.Title;
        string? key = command switch
        {
            Command.GiveFloor give => give.Site,
            Command.Present present => present.Site,
            _ => null,
        };
        string site = key is null ? "" : conference.State.Find(key)?.Title ?? key;
        return outcome.Refusal switch
        {
            Refusal.None => null,
            Refusal.FloorFree => ControlErrors.FloorFree(title),
            Refusal.QueueEmpty => ControlErrors.FloorQueueEmpty(title),
            Refusal.ContentFree => ControlErrors.ContentFree(title),
            Refusal.NoSlides => ControlErrors.NoSlides(site, title),
            Refusal.RecordingAlready => ControlErrors.RecordingRunning(title, conference.State.RecordingFile ?? ""),
            Refusal.NotRecording => ControlErrors.NotRecording(title),
            Refusal.Ended => ControlErrors.ConferenceNotFound(title, []),
            _ => ControlErrors.SiteNotConnected(site, title),
        };
    }
}

using Mcu.Core.Conferences;
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

    /// <summary>Gives the floor, to the first in the queue when no site is named.</summary>
    public static ControlResult<FloorInfo> GiveFloor(LiveConference conference, string? site)
    {
        // The floor is given to be heard: an operator's mute, and the room's own, end with it.
        ControlResult<FloorInfo> result = ChangeFloor(conference, new Command.GiveFloor(site));
        foreach (MuteBits by in result.Error is null && site is not null ? new[] { conference.OperatorMute, MuteBits.Self } : [])
        {
            conference.Apply(new Command.Mute(site!, by, On: false), MonotonicClock.Now);
        }

        return result;
    }

    /// <summary>Mutes or unmutes one site, or all but some; gives those that it changed.</summary>
    public static ControlResult<IReadOnlyList<SiteInfo>> Mute(LiveConference conference, SiteSelection sites, bool muted)
    {
        if (!Choose(conference, sites).TryGet(out IReadOnlyList<Participant>? chosen, out ControlError? error))
        {
            return error;
        }

        List<SiteInfo> changed = [];
        foreach (Participant site in chosen)
        {
            CommandOutcome outcome = conference.Apply(new Command.Mute(site.Site, conference.OperatorMute, muted), MonotonicClock.Now);
            if (outcome.Events.Count > 0)
            {
                changed.Add(InfoMapping.Site(conference, conference.State.Find(site.Site)!));
            }
        }

        return changed;
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
        string site = command is Command.GiveFloor { Site: { } named } ? conference.State.Find(named)?.Title ?? named : "";
        return outcome.Refusal switch
        {
            Refusal.None => null,
            Refusal.FloorFree => ControlErrors.FloorFree(title),
            Refusal.QueueEmpty => ControlErrors.FloorQueueEmpty(title),
            Refusal.RecordingAlready => ControlErrors.RecordingRunning(title, conference.State.RecordingFile ?? ""),
            Refusal.NotRecording => ControlErrors.NotRecording(title),
            Refusal.Ended => ControlErrors.ConferenceNotFound(title, []),
            _ => ControlErrors.SiteNotConnected(site, title),
        };
    }
}

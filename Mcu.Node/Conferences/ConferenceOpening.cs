using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Calls;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Command = Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Node.Conferences;

/// <summary>Opens conferences and closes them. Belongs to the control loop.</summary>
public sealed class ConferenceOpening(ConferenceRegistry registry, CallDirector director)
{
    private static readonly PictureFormat DefaultPicture = new();

    /// <summary>Opens a conference as an operator drafted it.</summary>
    public ControlResult<ConferenceInfo> Open(ConferenceDraft draft)
    {
        string name = NameFolding.ToSipUser(draft.Name);
        if (registry.All.FirstOrDefault(other => other.State.Settings.Name == name) is { } same)
        {
            return ControlErrors.ConferenceExists(same.State.Settings.Title);
        }

        if (draft.Number is { } number && registry.FindDialled(number) is { } taken)
        {
            return ControlErrors.NumberInUse(number, taken.State.Settings.Title);
        }

        if (registry.All.Count >= ConferenceRegistry.MaxConferences)
        {
            return ControlErrors.TooManyConferences(ConferenceRegistry.MaxConferences);
        }

        var defaults = new VideoSpec(DefaultPicture.Width, DefaultPicture.Height, DefaultPicture.FramesPerSecond, DefaultPicture.BitsPerSecond / 1000);
        VideoSpec video = draft.Video?.Or(defaults) ?? defaults;
        LiveConference conference = registry.Create(new ConferenceSettings(
            name,
            draft.Number ?? registry.FreeNumber(),
            draft.Name,
            draft.Layout ?? new LayoutSpec.Auto(),
            new PictureFormat(video.Width, video.Height, video.FrameRate, video.BitrateKbps * 1000),
            DateTimeOffset.UtcNow + draft.Duration) { Srtp = draft.Srtp });
        Appoint(conference, draft.ChairSite);
        return InfoMapping.Info(conference);
    }

    /// <summary>Names the site that leads; null: as it was.</summary>
    public static void Appoint(LiveConference conference, string? chairSite)
    {
        if (chairSite is not null)
        {
            conference.Apply(new Command.AppointChair(LayoutSites.KeyOf(conference, chairSite), chairSite), MonotonicClock.Now);
        }
    }

    /// <summary>Says goodbye to every site and closes the conference.</summary>
    public void Close(LiveConference conference, string because)
    {
        foreach (LiveCall call in conference.Calls.ToArray())
        {
            director.Hangup(call, because, MonotonicClock.Now);
        }

        registry.End(conference, because, MonotonicClock.Now);
    }
}

using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.Node.Media;

namespace Mcu.Node.Conferences;

/// <summary>The conferences that run on this node. Belongs to the control loop.</summary>
public sealed class ConferenceRegistry(
    MediaEngine engine, ConferenceMediaOptions mediaOptions, ConferenceRecorder recorder, ControlLoop control, EventPublisher events, ILoopObserver observer)
{
    /// <summary>Conferences at once.</summary>
    public const int MaxConferences = 32;

    private const int FirstNumber = 1000;

    private readonly List<LiveConference> conferences = [];

    /// <summary>Whose mute the operators of this node set.</summary>
    public MuteBits OperatorMute { get; init; } = MuteBits.Province;

    /// <summary>What pictures say while the node above cannot be reached.</summary>
    public string AloneNotice { get; init; } = "";

    /// <summary>In the order of their creation.</summary>
    public IReadOnlyList<LiveConference> All => conferences;

    /// <summary>The conference that a room dialled, by name or number; the only one there is for a room that dials the host.</summary>
    public LiveConference? FindDialled(string user) => user.Length == 0 && conferences.Count == 1
        ? conferences[0]
        : conferences.Find(candidate => string.Equals(candidate.State.Settings.Name, user, StringComparison.OrdinalIgnoreCase)
            || (user.Length > 0 && candidate.State.Settings.Number == user));

    /// <summary>A number that no conference has.</summary>
    public string FreeNumber()
    {
        int number = FirstNumber;
        while (conferences.Exists(candidate => candidate.State.Settings.Number == $"{number}"))
        {
            number++;
        }

        return $"{number}";
    }

    /// <summary>Makes a conference and starts its loops.</summary>
    public LiveConference Create(ConferenceSettings settings)
    {
        LiveConference conference = Run(new Conference(settings), DateTimeOffset.UtcNow);
        events.Publish(conference.Id, conference.State, new ConferenceEvent(ConferenceEventKind.Created));
        return conference;
    }

    /// <summary>Goes on with a conference of another node: the same id, no calls yet.</summary>
    public LiveConference Resume(ConferenceImage image, DateTimeOffset createdAt) => Run(new Conference(image), createdAt);

    /// <summary>Ends a conference whose calls are closed, and its loops.</summary>
    public void End(LiveConference conference, string because, Instant now)
    {
        if (conference.Recording is not null)
        {
            _ = recorder.StopAsync(conference);
        }

        conference.Apply(new ConferenceCommand.End(because), now);
        conferences.Remove(conference);
        conference.Media.Dispose();
    }

    private LiveConference Run(Conference state, DateTimeOffset createdAt)
    {
        ConferenceSettings settings = state.Settings;
        var conference = new LiveConference(
            settings.Name,
            state,
            onSpeaker => new ConferenceMedia(settings.Name, settings.Picture, engine, mediaOptions, onSpeaker, observer),
            (speaking, site) => control.TryPost(() => speaking.LoudestIs(site, MonotonicClock.Now)),
            events,
            createdAt) { OperatorMute = OperatorMute, AloneNotice = AloneNotice };
        conferences.Add(conference);
        conference.Replan(MonotonicClock.Now);
        return conference;
    }
}

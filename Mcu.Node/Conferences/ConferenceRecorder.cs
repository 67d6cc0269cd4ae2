using Mcu.Core.Conferences;
using Mcu.Core.Recording;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.Node.Media;

namespace Mcu.Node.Conferences;

/// <summary>Starts and stops recordings, and ends those that break off. Belongs to the control loop.</summary>
public sealed class ConferenceRecorder(string data, string folder, MediaEngine engine, ControlLoop control, EventPublisher events, ILoopObserver observer)
{
    private readonly List<Task> finishing = [];

    /// <summary>Done when the files of all recordings that were stopped are whole.</summary>
    public Task WhenFinished => Task.WhenAll(finishing);

    /// <summary>Starts a recording; the node names the file when the operator does not.</summary>
    public ControlResult<RecordingInfo> Start(LiveConference conference, string? fileName)
    {
        ConferenceSettings settings = conference.State.Settings;
        if (conference.Recording is { } running)
        {
            return ControlErrors.RecordingRunning(settings.Title, running.File);
        }

        string name = fileName ?? $"{settings.Name}-{DateTime.Now:yyyyMMdd-HHmmss}.mkv";
        RecordingPlace place = RecordingPlace.Of(data, folder, name);
        try
        {
            Directory.CreateDirectory(folder);

            // Unbuffered: libavformat collects 64 KiB already, and what it flushes each second has to survive a kill.
            var file = new FileStream(place.Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            var format = new RecordingSettings(settings.Picture.Width, settings.Picture.Height, settings.Picture.FramesPerSecond);
            conference.Recording = new ConferenceRecording(place, file, format, engine.Codecs, OnFailed(conference), observer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ControlErrors.RecordingFailed(place.File, error.Message.TrimEnd('.'));
        }

        conference.Apply(new ConferenceCommand.Recording(place.File), MonotonicClock.Now);
        return InfoMapping.Recording(conference.Recording, stoppedAt: null);
    }

    /// <summary>Stops a recording; done when its file is whole.</summary>
    public Task<ControlResult<RecordingInfo>> StopAsync(LiveConference conference)
    {
        if (conference.Recording is not { } recording)
        {
            return Task.FromResult<ControlResult<RecordingInfo>>(ControlErrors.NotRecording(conference.State.Settings.Title));
        }

        conference.Recording = null;
        conference.Apply(new ConferenceCommand.Recording(null), MonotonicClock.Now);
        Task<ControlResult<RecordingInfo>> finish = Task.Run(() => FinishAsync(conference, recording));
        finishing.RemoveAll(task => task.IsCompleted);
        finishing.Add(finish);
        return finish;
    }

    /// <summary>Finishes the file once neither loop hands anything to the recording any more.</summary>
    private static async Task<ControlResult<RecordingInfo>> FinishAsync(LiveConference conference, ConferenceRecording recording)
    {
        while (conference.Media.Uses(recording))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        recording.Dispose();
        return InfoMapping.Recording(recording, DateTimeOffset.UtcNow);
    }

    private Action<ConferenceRecording, RecordingError, string> OnFailed(LiveConference conference) => (recording, error, cause) => control.TryPost(() =>
    {
        events.RecordingFailed(conference.Id, conference.State, recording.File, error, cause);
        if (ReferenceEquals(conference.Recording, recording))
        {
            _ = StopAsync(conference);
        }
    });
}

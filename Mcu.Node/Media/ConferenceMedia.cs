using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Media;

/// <summary>
/// A running conference's media: its place in the audio loop and its own video loop. The control loop publishes plans;
/// <c>Uses</c> tells when what is no longer in them may be freed.
/// </summary>
public sealed class ConferenceMedia : ILoopBody, IDisposable
{
    private readonly AudioLoop audioLoop;

    /// <summary>Starts a conference's media.</summary>
    public ConferenceMedia(
        string name, PictureFormat picture, MediaEngine engine, ConferenceMediaOptions options, Action<string> onSpeaker, ILoopObserver observer)
    {
        audioLoop = engine.Audio;
        Audio = new ConferenceAudio(engine.Codecs, options.Mixer, onSpeaker);
        Video = new ConferenceVideo(engine.Codecs, options.NewCaptions(), options.EncoderPreset);
        VideoLoop = new PeriodicLoop(new PeriodicLoopOptions { Name = $"video:{name}", Period = picture.Interval }, this, observer);
        audioLoop.Add(Audio);
        VideoLoop.Start();
    }

    /// <summary>Its sound.</summary>
    public ConferenceAudio Audio { get; }

    /// <summary>Its picture.</summary>
    public ConferenceVideo Video { get; }

    /// <summary>Its video loop, for the statistics.</summary>
    public PeriodicLoop VideoLoop { get; }

    /// <summary>Hands both loops their new plans.</summary>
    public void Publish(AudioPlan audio, VideoPlan video)
    {
        Audio.Publish(audio);
        Video.Publish(video);
    }

    /// <summary>Whether the audio loop may still touch a leg's sound.</summary>
    public bool Uses(AudioLeg leg) => Audio.IsPlanned(plan => plan.Legs.Any(planned => ReferenceEquals(planned.Leg, leg)));

    /// <summary>Whether the video loop may still send a picture there.</summary>
    public bool Uses(VideoSendPath path) =>
        Video.IsPlanned(plan => plan.Views.Any(view => view.Legs.Any(planned => ReferenceEquals(planned.Path, path))));

    /// <summary>Whether the video loop may still look at a source's pictures.</summary>
    public bool Uses(VideoSource source) =>
        Video.IsPlanned(plan => plan.Sites.Values.Any(site => ReferenceEquals(site.Source, source)));

    /// <summary>Whether a loop may still hand something to a recording.</summary>
    public bool Uses(IAudioTap recording) =>
        Audio.IsPlanned(plan => ReferenceEquals(plan.Recording, recording))
        || Video.IsPlanned(plan => plan.Views.Any(view => ReferenceEquals(view.Recording?.Tap, recording)));

    /// <inheritdoc/>
    public void Tick(Instant due, Instant now) => Video.Tick(due, TimeProvider.System.GetLocalNow());

    /// <summary>Ends the video loop, leaves the audio loop. Legs may be freed once the audio loop has let go.</summary>
    public void Dispose()
    {
        Publish(AudioPlan.Empty, VideoPlan.Empty);
        VideoLoop.Dispose();
        Video.Dispose();
        audioLoop.Remove(Audio);
    }
}

namespace Mcu.Core.Conferences.Media;

/// <summary>What the audio loop is to do in a conference: immutable, and replaced as a whole by the control loop.</summary>
/// <param name="Legs">All sites with a call.</param>
/// <param name="Recording">Takes the whole mix while a recording runs.</param>
public sealed record AudioPlan(IReadOnlyList<AudioPlanLeg> Legs, IAudioTap? Recording = null)
{
    /// <summary>Nobody.</summary>
    public static AudioPlan Empty { get; } = new([]);
}

/// <summary>One site's place in an <see cref="AudioPlan"/>.</summary>
/// <param name="Leg">Its sound.</param>
/// <param name="GainDecibels">Amplification of what it says.</param>
/// <param name="IsMuted">It is not heard.</param>
/// <param name="HasFloor">It is always among those who are heard.</param>
/// <param name="Listens">It takes sound now; false on hold.</param>
public sealed record AudioPlanLeg(AudioLeg Leg, double GainDecibels, bool IsMuted, bool HasFloor, bool Listens);

/// <summary>Takes every frame of a conference's whole mix, on the audio loop's thread.</summary>
public interface IAudioTap
{
    /// <summary>960 samples of 48 kHz mono; valid during the call, which must not wait.</summary>
    void OnMix(ReadOnlySpan<float> frame, Time.Instant now);
}

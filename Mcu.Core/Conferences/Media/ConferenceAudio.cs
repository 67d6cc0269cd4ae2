using Mcu.Core.Codecs;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// A conference's sound (RFC 7667 §3.6, Topo-Mixer): every 20 ms it takes a frame from every site, mixes, encodes once
/// what is the same for several, and sends. The audio loop calls <see cref="Tick"/>; the control loop publishes plans.
/// </summary>
public sealed class ConferenceAudio : IDisposable
{
    private readonly AudioMixer mixer;
    private readonly SharedAudioEncodes encodes;
    private readonly Action<string> onSpeaker;
    private readonly List<AudioLeg> legs = [];
    private readonly PlanHandover<AudioPlan> plans = new(AudioPlan.Empty);
    private AudioPlan current = AudioPlan.Empty;

    /// <summary>Makes a conference's mixer.</summary>
    /// <param name="codecs">Where encoders come from.</param>
    /// <param name="options">How many are heard, and when the speaker changes.</param>
    /// <param name="onSpeaker">Told the new active speaker's site, on the audio loop's thread.</param>
    public ConferenceAudio(ICodecFactory codecs, AudioMixerOptions options, Action<string> onSpeaker)
    {
        mixer = new AudioMixer(options);
        encodes = new SharedAudioEncodes(codecs, mixer);
        this.onSpeaker = onSpeaker;
    }

    /// <summary>Encodes that the last frame took.</summary>
    public int LastEncodes => encodes.LastEncodes;

    /// <summary>The plan that the audio loop follows. Any thread.</summary>
    public AudioPlan Adopted => plans.Adopted;

    /// <summary>Hands a new plan over; it takes effect with the next frame. Control loop's thread only.</summary>
    public void Publish(AudioPlan plan) => plans.Publish(plan);

    /// <summary>
    /// Whether a plan that the audio loop follows or may yet take up says so. A leg that is in none of them is the
    /// control loop's again, to dispose of. Control loop's thread only.
    /// </summary>
    public bool IsPlanned(Func<AudioPlan, bool> says) => plans.IsIn(says);

    /// <summary>Makes and sends one frame. Audio loop's thread only.</summary>
    /// <param name="due">When the frame was to be made: timestamps step with it, however late the loop is.</param>
    /// <param name="now">The present.</param>
    public void Tick(Instant due, Instant now)
    {
        if (plans.TryTake(out AudioPlan plan))
        {
            Adopt(plan);
        }

        foreach (AudioLeg leg in legs)
        {
            leg.PullFrame(now);
        }

        if (mixer.Mix(now) && mixer.Speaker is { } speaker)
        {
            Announce(speaker);
        }

        encodes.Encode();
        SendFrames(due);
        current.Recording?.OnMix(mixer.Common, due);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Adopt(AudioPlan.Empty);
        encodes.Dispose();
    }

    private void SendFrames(Instant due)
    {
        foreach (AudioLeg leg in legs)
        {
            leg.SendFrame((uint)RtpClock.Units(due, leg.Line.ClockRate), due);
            leg.NoteLevel();
        }
    }

    private void Adopt(AudioPlan plan)
    {
        for (int i = legs.Count - 1; i >= 0; i--)
        {
            if (!plan.Legs.Any(planned => ReferenceEquals(planned.Leg, legs[i])))
            {
                legs[i].Detach(mixer, encodes);
                legs.RemoveAt(i);
            }
        }

        foreach (AudioPlanLeg planned in plan.Legs)
        {
            if (!legs.Contains(planned.Leg))
            {
                planned.Leg.Attach(mixer, encodes);
                legs.Add(planned.Leg);
            }

            planned.Leg.Obey(planned);
        }

        current = plan;
        plans.Adopt(plan);
    }

    private void Announce(MixInput speaker)
    {
        foreach (AudioLeg leg in legs)
        {
            if (ReferenceEquals(leg.Input, speaker))
            {
                onSpeaker(leg.Site);
            }
        }
    }
}

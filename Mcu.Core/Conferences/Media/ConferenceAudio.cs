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
    private AudioPlan current = AudioPlan.Empty;
    private AudioPlan published = AudioPlan.Empty;

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

    /// <summary>
    /// The plan that the audio loop follows. A leg that is neither in it nor in a plan published since is the control
    /// loop's again, to dispose of.
    /// </summary>
    public AudioPlan Adopted => Volatile.Read(ref current);

    /// <summary>Hands a new plan over; it takes effect with the next frame.</summary>
    public void Publish(AudioPlan plan) => Volatile.Write(ref published, plan);

    /// <summary>Makes and sends one frame. Audio loop's thread only.</summary>
    /// <param name="due">When the frame was to be made: timestamps step with it, however late the loop is.</param>
    /// <param name="now">The present.</param>
    public void Tick(Instant due, Instant now)
    {
        AudioPlan plan = Volatile.Read(ref published);
        if (!ReferenceEquals(plan, current))
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
        plan.Recording?.OnMix(mixer.Common, due);
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

        Volatile.Write(ref current, plan);
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

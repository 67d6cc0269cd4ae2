using Mcu.Core.Time;

namespace Mcu.Core.Mixing;

/// <summary>
/// Mixes a conference's sound every 20 ms: the loudest few are heard by all, and nobody hears itself. Each mix is a sum
/// of its own, made without the listener's part and limited afterwards, so that no trace of the own voice comes back.
/// Belongs to the audio loop; mixing allocates nothing.
/// </summary>
public sealed class AudioMixer
{
    private const int StepDecay = 240; // 5 ms
    private readonly List<MixInput> inputs = [];
    private readonly List<MixInput> contributors = [];
    private readonly HeardSet heard = new();
    private readonly ActiveSpeaker<MixInput> speaker;
    private readonly float[] common = new float[AudioFrame.Samples];
    private readonly float steadySoundDbfs;
    private float step; // what inputs removed while they were heard leave hanging

    /// <summary>Makes a mixer without inputs.</summary>
    public AudioMixer(AudioMixerOptions? options = null)
    {
        options ??= new();
        HeardCount = options.HeardCount;
        steadySoundDbfs = options.SteadySoundDbfs;
        speaker = new(options.Speaker);
    }

    /// <summary>How many of the loudest sites are heard; may change at any time.</summary>
    public int HeardCount { get; set; }

    /// <summary>All inputs, in the order in which they came.</summary>
    public IReadOnlyList<MixInput> Inputs => inputs;

    /// <summary>Who speaks now or spoke last, among the sites; null when nobody has.</summary>
    public MixInput? Speaker => speaker.Current;

    /// <summary>The whole mix, within ±1: for all who have no part in it, for recording and for mixes passed on.</summary>
    public ReadOnlySpan<float> Common => common;

    /// <summary>Gives a leg (or another node's mix) a place.</summary>
    public MixInput Add(MixInputKind kind = MixInputKind.Site)
    {
        MixInput input = new(kind);
        inputs.Add(input);
        contributors.EnsureCapacity(inputs.Count);
        return input;
    }

    /// <summary>Takes an input out; what it was saying ends without a click.</summary>
    public void Remove(MixInput input)
    {
        if (inputs.Remove(input) && input.Contributes)
        {
            step += input.Contribution[^1];
        }
    }

    /// <summary>Mixes the inputs' frames. True when <see cref="Speaker"/> has changed.</summary>
    public bool Mix(Instant now)
    {
        foreach (MixInput input in inputs)
        {
            input.Observe();
        }

        heard.Choose(inputs, HeardCount, steadySoundDbfs);
        CollectContributors();
        SumWithout(null, common);
        foreach (MixInput listener in contributors)
        {
            SumWithout(listener, listener.Minus);
        }

        step = 0;
        return ElectSpeaker(now);
    }

    /// <summary>What a leg must be sent: everything but its own part. The common mix where it has no part, or no input.</summary>
    public ReadOnlySpan<float> MinusFor(MixInput? input) => input is { Contributes: true } ? input.Minus : common;

    private void CollectContributors()
    {
        contributors.Clear();
        foreach (MixInput input in inputs)
        {
            input.Contribute();
            if (input.Contributes)
            {
                contributors.Add(input);
            }
        }
    }

    private void SumWithout(MixInput? listener, Span<float> sum)
    {
        sum.Clear();
        foreach (MixInput source in contributors)
        {
            if (!ReferenceEquals(source, listener))
            {
                SampleMath.Add(sum, source.Contribution);
            }
        }

        for (int i = 0; step != 0 && i < StepDecay; i++)
        {
            float left = 1f - ((i + 1f) / StepDecay);
            sum[i] += step * left * left;
        }

        SoftLimiter.Apply(sum);
    }

    private bool ElectSpeaker(Instant now)
    {
        foreach (MixInput input in inputs)
        {
            if (input.Kind == MixInputKind.Site)
            {
                speaker.Consider(input, input.RankDbfs, input.IsVoice && !input.IsMuted);
            }
        }

        return speaker.Decide(now);
    }
}

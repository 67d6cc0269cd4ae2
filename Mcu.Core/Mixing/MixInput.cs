namespace Mcu.Core.Mixing;

/// <summary>What an input of the mixer carries.</summary>
public enum MixInputKind
{
    /// <summary>One site: competes to be among the loudest.</summary>
    Site,

    /// <summary>A whole mix from another node (RFC 7667 §3.6.1, cascaded mixers): always heard, takes no site's place.</summary>
    Feed,
}

/// <summary>
/// One leg's place in the mix. The audio loop fills <see cref="Frame"/> every 20 ms, before the mixer mixes; the
/// settings take effect in the next frame, without a click.
/// </summary>
public sealed class MixInput
{
    private const float FadeOutPerFrame = 1f / 3; // 60 ms: the tail of a word
    private readonly float[] frame = new float[AudioFrame.Samples];
    private readonly float[] contribution = new float[AudioFrame.Samples];
    private readonly float[] minus = new float[AudioFrame.Samples];
    private readonly VoiceActivity voice = new();
    private float gainDb;
    private float gainFactor = 1f;
    private float currentGain;

    internal MixInput(MixInputKind kind) => Kind = kind;

    /// <summary>A site, or another node's mix.</summary>
    public MixInputKind Kind { get; }

    /// <summary>The 960 samples of this frame. Mixing does not change them.</summary>
    public Span<float> Frame => frame;

    /// <summary>Gain in dB, applied before levels are measured.</summary>
    public float GainDb
    {
        get => gainDb;
        set => (gainDb, gainFactor) = (value, AudioLevel.ToFactor(value));
    }

    /// <summary>A muted input is not heard and is not the active speaker; its own mix is everybody else.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Who holds the floor is always heard, unless muted.</summary>
    public bool HasFloor { get; set; }

    /// <summary>Level of the last mixed frame, after gain; measured when muted too, for the operator's meter.</summary>
    public AudioLevel Level { get; private set; } = AudioLevel.Silence;

    /// <summary>Somebody speaks at this input (muted or not).</summary>
    public bool IsVoice => voice.IsVoice;

    /// <summary>Level that ranks are made of: rises at once, falls slowly, in dBFS.</summary>
    public float RankDbfs => voice.LevelDbfs;

    /// <summary>Among the heard in the last mixed frame.</summary>
    public bool IsHeard { get; internal set; }

    /// <summary>Has a part in the last mixed frame (heard, or fading out), so it needs a mix of its own.</summary>
    public bool Contributes { get; private set; }

    internal ReadOnlySpan<float> Contribution => contribution;

    internal Span<float> Minus => minus;

    internal void Observe()
    {
        AudioLevel raw = AudioLevel.Measure(frame);
        if (raw == AudioLevel.Silence)
        {
            Array.Clear(frame); // a NaN in one source must not reach the others
        }

        Level = new(Math.Max(AudioLevel.FloorDbfs, raw.RmsDbfs + gainDb), Math.Max(AudioLevel.FloorDbfs, raw.PeakDbfs + gainDb));
        voice.Observe(Level.RmsDbfs);
    }

    /// <summary>Makes this frame's part in the mix, its gain going evenly from the last frame's to what is wanted now.</summary>
    internal void Contribute()
    {
        float next = NextGain();
        Contributes = currentGain > 0 || next > 0;
        if (Contributes)
        {
            SampleMath.Ramp(frame, contribution, currentGain, next);
        }

        currentGain = next;
    }

    private float NextGain()
    {
        if (IsHeard)
        {
            return gainFactor;
        }

        return IsMuted ? 0 : Math.Max(0, currentGain - (gainFactor * FadeOutPerFrame));
    }
}

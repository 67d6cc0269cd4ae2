using Mcu.Core.Time;

namespace Mcu.Core.Mixing;

/// <summary>When the active speaker changes.</summary>
public sealed record ActiveSpeakerOptions
{
    /// <summary>A speaker stays at least this long, so that pictures do not flicker.</summary>
    public TimeSpan MinimumHold { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long somebody must speak to take over: a cough or a chair does not.</summary>
    public TimeSpan TakeOver { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How much louder than a speaker who goes on speaking, in dB.</summary>
    public float MarginDb { get; init; } = 4f;
}

/// <summary>
/// Says who is speaking, with hysteresis. Each frame: <see cref="Consider"/> for every candidate, then
/// <see cref="Decide"/>. It elects among inputs of a mixer as well as among sites that nodes report.
/// </summary>
public sealed class ActiveSpeaker<T>(ActiveSpeakerOptions options)
    where T : class
{
    private T? loudest;
    private float loudestDbfs;
    private T? challenger;
    private Instant challengedAt;
    private Instant electedAt = Instant.Distant;
    private bool present;
    private bool speaking;
    private float currentDbfs;

    /// <summary>Who speaks now, or spoke last; null when nobody has, or when that one has gone.</summary>
    public T? Current { get; private set; }

    /// <summary>Names one candidate of this frame.</summary>
    public void Consider(T candidate, float levelDbfs, bool isVoice)
    {
        if (ReferenceEquals(candidate, Current))
        {
            present = true;
            speaking = isVoice;
            currentDbfs = levelDbfs;
        }
        else if (isVoice && (loudest is null || levelDbfs > loudestDbfs))
        {
            loudest = candidate;
            loudestDbfs = levelDbfs;
        }
    }

    /// <summary>Ends the frame; true when <see cref="Current"/> has changed.</summary>
    public bool Decide(Instant now)
    {
        T? before = Current;
        if (!present)
        {
            Current = null;
        }

        T? contender = Contender();
        if (!ReferenceEquals(contender, challenger))
        {
            // Over a silent speaker, two who talk at once and take turns in being louder count as one challenge.
            bool goesOn = challenger is not null && contender is not null && !speaking;
            challengedAt = goesOn ? challengedAt : now;
            challenger = contender;
        }

        bool held = Current is not null && now - electedAt < options.MinimumHold;
        if (challenger is not null && !held && now - challengedAt >= options.TakeOver)
        {
            Current = challenger;
            electedAt = now;
            challenger = null;
        }

        (present, speaking, loudest) = (false, false, null);
        return !ReferenceEquals(before, Current);
    }

    private T? Contender() =>
        Current is null || !speaking || loudestDbfs > currentDbfs + options.MarginDb ? loudest : null;
}

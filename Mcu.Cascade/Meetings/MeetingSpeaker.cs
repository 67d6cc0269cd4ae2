using Mcu.Core.Mixing;
using Mcu.Core.Time;

namespace Mcu.Cascade.Meetings;

/// <summary>
/// Who speaks in a meeting of several nodes: each names its own loudest site several times a second, and the meeting's root
/// elects among them with the same hysteresis as a mixer among its inputs.
/// </summary>
public sealed class MeetingSpeaker(ActiveSpeakerOptions options)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    private readonly ActiveSpeaker<Candidate> election = new(options);
    private readonly Dictionary<string, Candidate> candidates = new(StringComparer.Ordinal);

    /// <summary>The site that speaks or spoke last; null when nobody has, or when that one has gone.</summary>
    public string? Current => election.Current?.Site;

    /// <summary>A node names its speaker.</summary>
    /// <param name="node">The node; empty: this one.</param>
    /// <param name="site">The site's key here; null: nobody speaks there.</param>
    /// <param name="levelDbfs">Its level.</param>
    /// <param name="now">The present.</param>
    public void Report(string node, string? site, float levelDbfs, Instant now)
    {
        if (site is null)
        {
            candidates.Remove(node);
            return;
        }

        if (!candidates.TryGetValue(node, out Candidate? known) || known.Site != site)
        {
            candidates[node] = known = election.Current is { } current && current.Site == site ? current : new Candidate(site);
        }

        (known.LevelDbfs, known.At) = (levelDbfs, now);
    }

    /// <summary>Elects; call several times a second. True when <see cref="Current"/> has changed.</summary>
    public bool Decide(Instant now)
    {
        foreach (Candidate candidate in candidates.Values)
        {
            election.Consider(candidate, candidate.LevelDbfs, isVoice: now - candidate.At < FreshFor);
        }

        if (election.Current is { } silent && !candidates.ContainsValue(silent))
        {
            election.Consider(silent, AudioLevel.FloorDbfs, isVoice: false); // it spoke last, and stays until another does
        }

        return election.Decide(now);
    }

    /// <summary>A node is gone, and its sites with it.</summary>
    public void Remove(string node)
    {
        if (candidates.Remove(node, out Candidate? gone) && ReferenceEquals(gone, election.Current))
        {
            election.Decide(Instant.Distant); // not considered: it is nobody's speaker any more
        }
    }

    private sealed class Candidate(string site)
    {
        public string Site { get; } = site;

        public float LevelDbfs { get; set; }

        public Instant At { get; set; }
    }
}

using Mcu.V1;

namespace Mcu.Cascade.Meetings;

/// <summary>What a parent wants to see of one child in one meeting, against what it has asked for.</summary>
/// <param name="meeting">The meeting.</param>
/// <param name="nextNumber">Gives numbers that are unique on the link.</param>
public sealed class SubscriptionBook(string meeting, Func<uint> nextNumber)
{
    private readonly Dictionary<string, Subscribe> asked = new(StringComparer.Ordinal);

    /// <summary>What is asked for now.</summary>
    public IReadOnlyCollection<Subscribe> Asked => asked.Values;

    /// <summary>The number under which a site, or a unit's picture, was asked for; null: it is not.</summary>
    public uint? NumberOf(string site) => asked.TryGetValue(site, out Subscribe? subscribe) ? subscribe.Subscription : null;

    /// <summary>The site, or the unit's picture, that was asked for under a number; null: none.</summary>
    public string? SiteOf(uint subscription) => asked.FirstOrDefault(entry => entry.Value.Subscription == subscription).Key;

    /// <summary>
    /// Sets what is wanted: sites by their paths below the child, and pictures of units by their keys there, each with the format
    /// that its viewers can use. Gives what to send; a site whose format alone changed keeps its number, and so its stream.
    /// </summary>
    public IReadOnlyList<LinkEnvelope> Want(IReadOnlyDictionary<string, VideoFormat> wanted)
    {
        List<LinkEnvelope> send = [];
        foreach ((string site, Subscribe former) in asked.Where(entry => !wanted.ContainsKey(entry.Key)).ToArray())
        {
            asked.Remove(site);
            send.Add(new LinkEnvelope { Unsubscribe = new Unsubscribe { Subscription = former.Subscription } });
        }

        foreach ((string site, VideoFormat format) in wanted)
        {
            Subscribe? former = asked.GetValueOrDefault(site);
            if (former is null || !former.Video.Equals(format))
            {
                Subscribe next = SubscriptionKey.Ask(site, former?.Subscription ?? nextNumber(), meeting, format);
                asked[site] = next;
                send.Add(new LinkEnvelope { Subscribe = next });
            }
        }

        return send;
    }

    /// <summary>The child refused one; it is asked for again with the next <see cref="Want"/>. False: it is none of this meeting's.</summary>
    public bool Refused(uint subscription) => SiteOf(subscription) is { } site && asked.Remove(site);

    /// <summary>The link is new: the child knows of nothing. Gives all again.</summary>
    public IReadOnlyList<LinkEnvelope> Restart() => [.. asked.Values.Select(subscribe => new LinkEnvelope { Subscribe = subscribe })];
}

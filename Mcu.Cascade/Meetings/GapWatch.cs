using Mcu.Core.Time;

namespace Mcu.Cascade.Meetings;

/// <summary>
/// How long the meeting's sound and picture from above were away, whichever node sent them before and sends them now: counters of what
/// came, looked at several times a second. Sans-IO.
/// </summary>
public sealed class GapWatch
{
    /// <summary>Less is a line's, or the looks' own.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    private Flow sound;
    private Flow picture;

    /// <summary>Takes the counters of the channels that are there now; null: there is no such channel.</summary>
    /// <returns>What is back after it was away; null where nothing is.</returns>
    public (TimeSpan? Sound, TimeSpan? Picture) Look(long? sounds, long? pictures, Instant now) => (sound.Look(sounds, now), picture.Look(pictures, now));

    /// <summary>Another node sends from now on: the time until it does is told, however short.</summary>
    public void Expect() => (sound.IsExpected, picture.IsExpected) = (true, true);

    /// <summary>Nothing is to come: that it does not is no gap.</summary>
    public void Rest() => (sound, picture) = (default, default);

    private struct Flow
    {
        private long last;
        private Instant? cameAt;

        public bool IsExpected { get; set; }

        public TimeSpan? Look(long? count, Instant now)
        {
            long before = count < last ? 0 : last; // of another channel
            last = count ?? 0;
            if (count is null || count == before)
            {
                return null;
            }

            TimeSpan? gap = now - cameAt;
            bool tells = IsExpected || gap >= Shortest;
            (cameAt, IsExpected) = (now, false);
            return tells ? gap : null;
        }
    }
}

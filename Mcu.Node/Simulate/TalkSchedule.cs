using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate;

/// <summary>
/// Who speaks when: rooms take turns of three seconds, the next beginning in the middle of the one before, so that two
/// speak at a time. With few rooms turns are further apart, so that everybody is silent half of the time at least.
/// </summary>
public sealed class TalkSchedule
{
    /// <summary>Length of a turn.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    private const double ShortestStep = 1.5;
    private const double ShortestRound = 6;

    private readonly int[] rooms; // by place in the round
    private readonly int[] places; // by room
    private readonly int seed;

    /// <summary>Shuffles the speakers.</summary>
    public TalkSchedule(int speakers, int seed)
    {
        this.seed = seed;
        rooms = [.. Enumerable.Range(0, speakers)];
        new Random(seed).Shuffle(rooms);
        places = new int[speakers];
        for (int place = 0; place < speakers; place++)
        {
            places[rooms[place]] = place;
        }

        Step = TimeSpan.FromSeconds(Math.Max(ShortestStep, ShortestRound / Math.Max(1, speakers)));
    }

    /// <summary>Time from one turn's start to the next one's.</summary>
    public TimeSpan Step { get; }

    /// <summary>How many rooms speak.</summary>
    public int Speakers => rooms.Length;

    /// <summary>A room's place in the round.</summary>
    public int PlaceOf(int room) => places[room];

    /// <summary>The tone that marks a room.</summary>
    public double ToneOf(int room) => PilotTones.HertzOf(places[room], Speakers, seed);

    /// <summary>The number of the newest turn that has begun; negative before the first.</summary>
    public long NewestTurn(TimeSpan at) => (long)Math.Floor(at / Step);

    /// <summary>Who has a turn.</summary>
    public int SpeakerOf(long turn) => rooms[(int)(turn % rooms.Length)];

    /// <summary>When a turn begins.</summary>
    public TimeSpan StartOf(long turn) => Step * turn;

    /// <summary>How far a room is in its turn; null while it is silent.</summary>
    public TimeSpan? Speaking(int room, TimeSpan at)
    {
        TimeSpan round = Step * rooms.Length;
        TimeSpan since = at - (Step * places[room]);
        if (since < TimeSpan.Zero)
        {
            return null;
        }

        TimeSpan within = TimeSpan.FromTicks(since.Ticks % round.Ticks);
        return within < Turn ? within : null;
    }
}

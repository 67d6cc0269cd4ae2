using Mcu.Core.Mixing;

namespace Mcu.Node.Simulate.Sound;

/// <summary>
/// Judges the sound that one room gets back: how loud it is, whose turns are heard by their pilot tones, and how much of
/// the room's own comes back while it speaks. Windows near the ends of a turn are left out, since sound is under way for a while.
/// </summary>
internal sealed class SoundProbe
{
    private const float HeardDbfs = -45;
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(500);

    private readonly PilotMeter meter = new();
    private readonly TalkSchedule schedule;
    private readonly int room;
    private readonly ISpeakers speakers;
    private readonly bool[] heardByTurn = new bool[8];
    private readonly bool[] openTurns = new bool[8];
    private long nextToClose;

    /// <summary>A probe for one room.</summary>
    /// <param name="schedule">Who speaks when.</param>
    /// <param name="room">The room.</param>
    /// <param name="speakers">Who is in the call.</param>
    public SoundProbe(TalkSchedule schedule, int room, ISpeakers speakers)
    {
        this.schedule = schedule;
        this.room = room;
        this.speakers = speakers;
    }

    /// <summary>How long nothing came. The receive loop notes packets.</summary>
    public GapMeter Gaps { get; } = new();

    /// <summary>Loudest 200 ms, dBFS.</summary>
    public float LoudestDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>Turns of others that are over and should have been heard.</summary>
    public int TurnsExpected { get; private set; }

    /// <summary>Those of them that were heard.</summary>
    public int TurnsHeard { get; private set; }

    /// <summary>Loudest own pilot tone that came back while the room spoke, dBFS; the floor when it never spoke.</summary>
    public float OwnDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>Windows in which the room's own tone was looked for.</summary>
    public int OwnWindows { get; private set; }

    /// <summary>Takes 20 ms of decoded sound.</summary>
    public void Add(ReadOnlySpan<float> frame, TimeSpan at)
    {
        if (!meter.Add(frame))
        {
            return;
        }

        LoudestDbfs = Math.Max(LoudestDbfs, meter.LevelDbfs);
        long newest = schedule.NewestTurn(at);
        CloseTurns(at);
        for (long turn = nextToClose; turn <= newest; turn++)
        {
            TimeSpan into = at - schedule.StartOf(turn);
            if (into >= UnderWay + PilotMeter.Window && into < TalkSchedule.Turn)
            {
                Look(turn);
            }
        }
    }

    private void Look(long turn)
    {
        int speaker = schedule.SpeakerOf(turn);
        float level = meter.Measure(schedule.ToneOf(speaker));
        if (speaker == room)
        {
            OwnDbfs = Math.Max(OwnDbfs, level);
            OwnWindows++;
        }
        else if (speakers.IsSpeaking(speaker, schedule.StartOf(turn)))
        {
            long slot = turn % heardByTurn.Length;
            openTurns[slot] = true;
            heardByTurn[slot] |= level > HeardDbfs;
        }
    }

    private void CloseTurns(TimeSpan at)
    {
        for (; schedule.StartOf(nextToClose) + TalkSchedule.Turn <= at; nextToClose++)
        {
            long slot = nextToClose % heardByTurn.Length;
            TurnsExpected += openTurns[slot] ? 1 : 0;
            TurnsHeard += heardByTurn[slot] ? 1 : 0;
            openTurns[slot] = heardByTurn[slot] = false;
        }
    }
}

/// <summary>Which rooms' turns can be heard.</summary>
internal interface ISpeakers
{
    /// <summary>Whether a room has been sending sound from a turn's start on until now.</summary>
    bool IsSpeaking(int room, TimeSpan turnStart);
}

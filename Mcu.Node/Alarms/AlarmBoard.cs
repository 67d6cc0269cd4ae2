using Mcu.Core.Time;

namespace Mcu.Node.Alarms;

/// <summary>
/// Makes alarms of signs: one is raised when its sign has lasted, is over when the sign has been away for a while, and is raised at
/// most once a minute for one subject. Sans-IO; memory is kept of signs of the last minute only.
/// </summary>
public sealed class AlarmBoard
{
    private static readonly TimeSpan RaiseInterval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(AlarmKind Kind, string Subject), State> states = [];
    private Instant updatedAt = Instant.Never;

    /// <summary>Whether an alarm is raised and not over.</summary>
    public bool IsRaised(AlarmKind kind, string subject) => states.TryGetValue((kind, subject), out State? state) && state.IsRaised;

    /// <summary>What is raised and not over, by kind.</summary>
    public IReadOnlyDictionary<AlarmKind, int> Raised => states.Values.Where(state => state.IsRaised).CountBy(state => state.Sign.Kind).ToDictionary();

    /// <summary>Takes what is wrong now, all of it, and tells what to say about that. Call a few times a second.</summary>
    public IReadOnlyList<AlarmChange> Update(IReadOnlyCollection<AlarmSign> signs, Instant now)
    {
        List<AlarmChange> changes = [];
        foreach (AlarmSign sign in signs)
        {
            See(sign, now, changes);
        }

        foreach (State state in states.Values.Where(state => state.SeenAt != now).ToArray())
        {
            Miss(state, now, changes);
        }

        updatedAt = now;
        return changes;
    }

    private void See(AlarmSign sign, Instant now, List<AlarmChange> changes)
    {
        if (!states.TryGetValue((sign.Kind, sign.Subject), out State? state))
        {
            states[(sign.Kind, sign.Subject)] = state = new State(sign);
        }

        // What is seen now has been so since the last look, or longer.
        state.Since ??= Instant.Earlier(updatedAt, now);
        state.Sign = sign;
        state.SeenAt = now;
        if (!state.IsRaised && now - state.Since >= LastsFor(sign.Kind) && now - state.RaisedAt >= RaiseInterval)
        {
            state.IsRaised = true;
            state.RaisedAt = now;
            changes.Add(new AlarmChange(sign, IsRaised: true));
        }
    }

    private void Miss(State state, Instant now, List<AlarmChange> changes)
    {
        if (state.IsRaised && now - state.SeenAt >= AwayFor(state.Sign.Kind))
        {
            state.IsRaised = false;
            changes.Add(new AlarmChange(state.Sign, IsRaised: false));
        }

        if (!state.IsRaised)
        {
            state.Since = null;
            if (now - state.RaisedAt >= RaiseInterval)
            {
                states.Remove((state.Sign.Kind, state.Sign.Subject));
            }
        }
    }

    // A member that is started anew, or a change over, is no alarm.
    private static TimeSpan LastsFor(AlarmKind kind) => kind switch
    {
        AlarmKind.LoopLate => TimeSpan.FromSeconds(1),
        AlarmKind.GroupMemberLost or AlarmKind.GroupMemberOut => TimeSpan.FromSeconds(5),
        _ => TimeSpan.Zero,
    };

    // A failure is a moment's sign; it is over when none has followed for a minute. A renewed certificate does not come and go, nor does a member.
    private static TimeSpan AwayFor(AlarmKind kind) => kind switch
    {
        AlarmKind.LoopFailed or AlarmKind.CodecFailed => TimeSpan.FromMinutes(1),
        AlarmKind.CertificateExpires or AlarmKind.GroupMemberLost or AlarmKind.GroupMemberOut => TimeSpan.Zero,
        _ => TimeSpan.FromSeconds(5),
    };

    private sealed class State(AlarmSign sign)
    {
        public AlarmSign Sign { get; set; } = sign;

        public Instant? Since { get; set; }

        public Instant SeenAt { get; set; }

        public Instant RaisedAt { get; set; } = Instant.Distant;

        public bool IsRaised { get; set; }
    }
}

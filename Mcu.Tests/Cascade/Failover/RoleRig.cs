using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>A role machine with a consensus and steps that do as the test says. Its gate follows the actions.</summary>
internal sealed class RoleRig
{
    public static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(120);
    private readonly List<RoleAction> waiting = [];

    public RoleRig(RoleOptions? options = null) => Machine = new RoleMachine(options ?? new RoleOptions("khanh-hoa"), Now);

    public Instant Now { get; private set; } = Instant.FromMilliseconds(1000);

    public RoleMachine Machine { get; }

    public EgressGate Gate { get; } = new();

    public List<RoleAction> Actions { get; } = [];

    public List<RoleEvent> Events { get; } = [];

    public IEnumerable<Kind> Kinds => Actions.Select(action => action.Kind);

    public LeadershipView View { get; private set; } = new(1, false, Instant.Distant, 10, 10, 10, null, Instant.FromMilliseconds(1000));

    /// <summary>A rig whose machine serves in a term.</summary>
    public static RoleRig Active(ulong term = 5, RoleOptions? options = null)
    {
        var rig = new RoleRig(options);
        rig.See(rig.View);
        rig.Serve(term);
        rig.Actions.Clear();
        rig.Events.Clear();
        return rig;
    }

    /// <summary>A rig whose machine follows a leader that it hears.</summary>
    public static RoleRig Standby()
    {
        var rig = new RoleRig();
        rig.See(rig.View);
        rig.Events.Clear();
        return rig;
    }

    public void See(LeadershipView view)
    {
        View = view;
        Machine.Observe(view, Now);
        Collect();
    }

    /// <summary>The consensus elects this member; its log is whole, its state may be behind.</summary>
    public void Elect(ulong term, ulong applied = 10) => See(View with
    {
        Term = term, IsLeader = true, LeaseUntil = Now + Lease, LastIndex = 11, AppliedIndex = applied, StandbyIndex = 11, LastContact = Now,
    });

    public void RenewLease() => See(View with { LeaseUntil = Now + Lease, LastContact = Now });

    public void Lose() => See(View with { IsLeader = false, LeaseUntil = Instant.Distant, Term = View.Term + 1, LastContact = Now });

    public void Serve(ulong term)
    {
        Elect(term);
        StartTerm(11);
        See(View with { AppliedIndex = 11, CommitIndex = 11 });
        Succeed(Kind.Restore);
    }

    public void StartTerm(ulong index)
    {
        Machine.TermStarted(Take(Kind.CommitTermStart), index, Now);
        Collect();
    }

    public void Succeed(Kind step) => Answer(step, succeeded: true);

    public void Fail(Kind step) => Answer(step, succeeded: false);

    public void Answer(RoleAction action, bool succeeded)
    {
        Machine.Complete(action, succeeded, "", Now);
        Collect();
    }

    public OrderRefusal Order(OperatorOrder order, string confirmation = "")
    {
        OrderRefusal refusal = Machine.Order(order, Now, confirmation);
        Collect();
        return refusal;
    }

    /// <summary>Time passes, and the machine is ticked when it wants to be.</summary>
    public void Pass(double milliseconds)
    {
        Instant end = Now + TimeSpan.FromMilliseconds(milliseconds);
        while (Machine.NextDeadline <= end)
        {
            Now = Instant.Later(Now, Machine.NextDeadline);
            Instant before = Machine.NextDeadline;
            Machine.Tick(Now);
            Collect();
            Assert.That(Machine.NextDeadline, Is.GreaterThan(before), "a deadline that stays would be a busy loop");
        }

        Now = end;
    }

    /// <summary>Time passes without the machine: the process stands still.</summary>
    public void Stop(double milliseconds) => Now += TimeSpan.FromMilliseconds(milliseconds);

    public void Tick()
    {
        Machine.Tick(Now);
        Collect();
    }

    private void Answer(Kind step, bool succeeded) => Answer(Take(step), succeeded);

    private RoleAction Take(Kind step)
    {
        RoleAction action = waiting.Last(asked => asked.Kind == step);
        waiting.RemoveAll(asked => asked.Kind == step);
        return action;
    }

    private void Collect()
    {
        while (Machine.TryTakeAction(out RoleAction action))
        {
            Actions.Add(action);
            waiting.Add(action);
            if (action.Kind is Kind.OpenGate)
            {
                Gate.OpenUntil(action.Until);
            }
            else if (action.Kind is Kind.CloseGate)
            {
                Gate.Close();
            }
        }

        while (Machine.TryTakeEvent(out RoleEvent? happened))
        {
            Events.Add(happened);
        }
    }
}

using Mcu.Cascade.Failover;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>
/// An MCU of the group: the real role machine and the real gate over a modelled consensus, with conferences that are a list of
/// operators' acts. A thread of its own ticks the machine, sometimes late; another sends media.
/// </summary>
internal sealed class ModelNode
{
    private readonly FailoverModel model;
    private readonly RaftMember member;
    private readonly ModelSwitches switches;
    private readonly List<Action> onNextApply = [];
    private RoleMachine machine;
    private List<int>? live;

    public ModelNode(FailoverModel model, int id, ModelProcess process, RaftMember member, ModelSwitches switches)
    {
        (this.model, Id, Process, this.member, this.switches) = (model, id, process, member, switches);
        member.OnApplied = OnApplied;
        member.OnChanged = () => Observe();
        machine = NewMachine();
        Gate = NewGate();
        Begin();
    }

    public int Id { get; }

    public ModelProcess Process { get; }

    public EgressGate Gate { get; private set; }

    public NodeRole Role => machine.Role;

    public ulong Term => machine.Term;

    /// <summary>How long the machine's thread may be late.</summary>
    public double TickDelay { get; set; }

    /// <summary>The acts that its conferences contain; null: it has none.</summary>
    public IReadOnlyList<int>? Live => live;

    /// <summary>Whether it could send at this instant.</summary>
    public bool MaySend => Process.Runs && Gate.IsOpen(Process.Now);

    public void Restart()
    {
        (machine, Gate, live) = (NewMachine(), NewGate(), null);
        onNextApply.Clear();
        Begin();
    }

    public void Switchover()
    {
        machine.Order(OperatorOrder.Switchover, Process.Now);
        Pump();
    }

    /// <summary>An operator's act; acknowledged when it is agreed on and in the conferences.</summary>
    public void Take(int act, Action acknowledge)
    {
        if (Role != NodeRole.Active || !MaySend)
        {
            return;
        }

        if (live!.Contains(act))
        {
            acknowledge();
            return;
        }

        ulong term = Term;
        member.Propose(act, agreed =>
        {
            if (agreed)
            {
                WhenLive(act, term, acknowledge);
            }
        });
    }

    private void WhenLive(int act, ulong term, Action acknowledge)
    {
        if (live?.Contains(act) == true)
        {
            acknowledge();
        }
        else if (Role == NodeRole.Active && Term == term)
        {
            onNextApply.Add(() => WhenLive(act, term, acknowledge));
        }
    }

    private void OnApplied(int act)
    {
        if (live is not null && act != RaftEntry.TermStart && !live.Contains(act))
        {
            live.Add(act);
        }

        Action[] waiting = [.. onNextApply];
        onNextApply.Clear();
        Array.ForEach(waiting, look => look());
    }

    private RoleMachine NewMachine() => new(
        new RoleOptions("model") { IsWitness = Id == RaftGroup.Witness, IgnoresLag = switches.LagCheckOff }, Process.Now);

    private EgressGate NewGate() => new(ignoresDeadline: switches.GateOff);

    private void Begin()
    {
        Process.Every(() => 20 + model.Schedule.Between(0, TickDelay), Tick);
        Process.Every(() => 30, SendMedia);
    }

    private void Tick()
    {
        if (TickDelay == 0 || model.Schedule.Chance(50))
        {
            machine.Tick(Process.Now);
            Pump();
        }
    }

    // The thread is told of each change, unless it is starved: then it learns of it with the next.
    private void Observe()
    {
        if (TickDelay > 0 && model.Schedule.Chance(70))
        {
            return;
        }

        machine.Observe(member.View, Process.Now);
        Pump();
    }

    private void SendMedia()
    {
        if (MaySend)
        {
            model.SendMedia(Id, Term);
        }
    }

    private void Pump()
    {
        while (machine.TryTakeEvent(out RoleEvent? happened))
        {
            if (happened is RoleEvent.Changed changed)
            {
                model.OnRole(this, changed);
            }
        }

        while (machine.TryTakeAction(out RoleAction action))
        {
            Do(action);
        }
    }

    private void Do(RoleAction action)
    {
        switch (action.Kind)
        {
            case Kind.OpenGate:
                Gate.OpenUntil(action.Until);
                break;
            case Kind.CloseGate:
                Gate.Close();
                break;
            case Kind.CommitTermStart:
                ulong index = member.View.LastIndex + 1;
                member.Propose(RaftEntry.TermStart, agreed => TermStarted(action, index, agreed));
                break;
            case Kind.Restore:
                Later(20, action, () => live = [.. member.State]);
                break;
            case Kind.Demote:
                Later(40, action, () => live = null);
                break;
            case Kind.Resign or Kind.StepDown:
                member.Resign();
                Later(1, action, () => { });
                break;
            default:
                Later(30, action, () => { });
                break;
        }
    }

    private void TermStarted(RoleAction action, ulong index, bool agreed)
    {
        if (agreed)
        {
            machine.TermStarted(action, index, Process.Now);
        }
        else
        {
            machine.Complete(action, succeeded: false, "", Process.Now);
        }

        Pump();
    }

    private void Later(double most, RoleAction action, Action what) => Process.After(model.Schedule.Between(0, most), () =>
    {
        what();
        machine.Complete(action, succeeded: true, "", Process.Now);
        Pump();
    });
}

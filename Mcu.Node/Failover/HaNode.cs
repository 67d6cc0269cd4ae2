using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Failover;

/// <summary>
/// An MCU's part in its group: what the consensus says goes to the role machine, what that wants done goes to
/// <see cref="RoleSteps"/>, and what became of it back. All on a thread of its own, so that media work cannot close the gate.
/// </summary>
internal sealed class HaNode : IControlTimers, IAsyncDisposable
{
    private readonly ControlLoop loop;
    private readonly RoleMachine machine;
    private readonly IConsensus consensus;
    private readonly EgressGate gate;
    private readonly RoleSteps steps;
    private readonly Action<RoleEvent> onEvent;
    private readonly string self;
    private long heardAt = Instant.Distant.Nanoseconds;

    /// <summary>Joins the consensus to the node. <see cref="StartAsync"/> begins.</summary>
    public HaNode(string self, string group, IConsensus consensus, EgressGate gate, RoleSteps steps, Action<RoleEvent> onEvent, ILoopObserver observer)
    {
        (this.self, this.consensus, this.gate, this.steps, this.onEvent) = (self, consensus, gate, steps, onEvent);
        machine = new RoleMachine(new RoleOptions(group), MonotonicClock.Now);
        loop = new ControlLoop(new ControlLoopOptions { Name = "ha" }, observer);
        Status = new RoleStatus(machine.Role, 0);
    }

    /// <summary>The role now. Any thread.</summary>
    public RoleStatus Status { get; private set; }

    /// <summary>The last word of another that led. Any thread.</summary>
    public Instant HeardAt => new(Volatile.Read(ref heardAt));

    /// <inheritdoc/>
    public Instant NextDeadline => machine.NextDeadline;

    /// <summary>Joins the group.</summary>
    /// <exception cref="IOException">The log or the port is not to be had.</exception>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        loop.Start(this);
        consensus.Changed += OnChanged;
        await consensus.StartAsync(cancel);
    }

    /// <summary>Takes an operator's order; see <see cref="RoleMachine.Order"/>.</summary>
    public Task<OrderRefusal> OrderAsync(OperatorOrder order, string confirmation = "") => AskAsync(() => machine.Order(order, MonotonicClock.Now, confirmation));

    /// <summary>What is to be known before the node is forced.</summary>
    public Task<ForcePromotionWarning> WarnOfForceAsync() => AskAsync(() => machine.WarnOfForce(MonotonicClock.Now));

    /// <summary>The last changes of the role.</summary>
    public Task<IReadOnlyList<RoleEvent.Changed>> HistoryAsync() => AskAsync<IReadOnlyList<RoleEvent.Changed>>(() => [.. machine.History.Entries]);

    /// <inheritdoc/>
    public void OnDeadline(Instant now)
    {
        Observe(consensus.View, now); // what is posted may come later than the tick
        Pump();
    }

    /// <summary>Closes the gate and leaves the group's other members to elect.</summary>
    public async ValueTask DisposeAsync()
    {
        consensus.Changed -= OnChanged;
        await consensus.DisposeAsync();
        gate.Close();
        loop.Dispose();
    }

    private Task<T> AskAsync<T>(Func<T> ask) => loop.Invoke(
        () =>
        {
            T answer = ask();
            Pump();
            return answer;
        },
        Conferences.ControlTurns.Limit);

    private void OnChanged(ConsensusView view) => loop.TryPost(() =>
    {
        Observe(view, MonotonicClock.Now);
        Pump();
    });

    private void Observe(ConsensusView view, Instant now)
    {
        if (view.Role != ConsensusRole.Leader)
        {
            Volatile.Write(ref heardAt, view.LastContact.Nanoseconds);
        }

        machine.Observe(LeadershipView.Of(view, self), now);
    }

    private void Pump()
    {
        Status = new RoleStatus(machine.Role, machine.Term);
        while (machine.TryTakeEvent(out RoleEvent? happened))
        {
            onEvent(happened);
        }

        while (machine.TryTakeAction(out RoleAction action))
        {
            Do(action);
        }
    }

    private void Do(in RoleAction action)
    {
        switch (action.Kind)
        {
            case RoleActionKind.OpenGate:
                gate.OpenUntil(action.Until);
                break;
            case RoleActionKind.CloseGate:
                gate.Close();
                break;
            default:
                _ = RunAsync(action);
                break;
        }
    }

    private async Task RunAsync(RoleAction action)
    {
        StepOutcome outcome = await steps.RunAsync(action);
        loop.TryPost(() =>
        {
            if (outcome.Index is { } index)
            {
                machine.TermStarted(action, index, MonotonicClock.Now);
            }
            else
            {
                machine.Complete(action, outcome.Succeeded, outcome.Detail, MonotonicClock.Now);
            }

            Pump();
        });
    }
}

/// <summary>A node's role at one moment.</summary>
/// <param name="Role">The role.</param>
/// <param name="Term">The term in which it took it.</param>
internal sealed record RoleStatus(NodeRole Role, ulong Term)
{
    /// <summary>Whether the meetings are this node's.</summary>
    public bool IsActive => Role == NodeRole.Active;
}

/// <summary>What became of a step.</summary>
/// <param name="Succeeded">Whether it did what it is for.</param>
/// <param name="Detail">For logs.</param>
/// <param name="Index">Of the entry that begins a term.</param>
internal readonly record struct StepOutcome(bool Succeeded, string Detail = "", ulong? Index = null);

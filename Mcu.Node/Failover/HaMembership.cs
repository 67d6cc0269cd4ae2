using System.Collections.Concurrent;
using Google.Protobuf;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Cascade.Replication;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.V1;
using HaRole = Mcu.Node.Configuration.HaRole;

namespace Mcu.Node.Failover;

/// <summary>An MCU in its own group, put together: consensus, the records agreed on, the role, and the steps that a change of it takes.</summary>
internal sealed class HaMembership : IAsyncDisposable
{
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly NodeHost host;
    private readonly StateReplicator replicator;
    private readonly RecordSeal seal;
    private readonly RoleJournal journal;
    private readonly DrillWatch drills;
    private readonly StandbyPractice practice;
    private readonly ActTurns turns = new(TimeProvider.System);
    private readonly ConcurrentDictionary<OperatorOrder, TaskCompletionSource<OrderRefusal>> orders = new();
    private readonly string group;
    private readonly string self;
    private bool leadsFirst;
    private readonly ILogger log;

    /// <summary>Puts it together; <see cref="HaNode.StartAsync"/> begins.</summary>
    public HaMembership(McuConfiguration configuration, NodeHost host, ConsensusSecurity? security, RecordSeal seal, ILoopObserver observer, ILogger log)
    {
        (this.host, this.seal, this.log, group, self) = (host, seal, log, configuration.Ha.Group!, configuration.Node.Id);
        var records = new ReplicatedStore();
        var consensus = new ForcibleConsensus(ConsensusMembers.Own(configuration, security, log), records);
        Consensus = consensus;
        replicator = new StateReplicator(Consensus);
        Meetings = new ReplicatedMeetings(records, new StateCapture(() => host.State.Records().Append(Member(configuration))), replicator, seal);
        journal = new RoleJournal(Path.Combine(configuration.Data, "ha", $"{group}.journal.json"), TimeProvider.System, () => !Meetings.IsEmpty);
        practice = new StandbyPractice(new TakeoverRehearsal(configuration, observer).RunAsync, Settling, TimeProvider.System, notice => HaLog.Notice(log, group, notice));
        var steps = new RoleSteps(configuration.Ha.Peers[0].Node, configuration.Ha.Witness!.Node, consensus, Meetings, host.State, host.Takeover, host.Links, host.ControlLoop, new PromotionSteps());
        Node = new HaNode(configuration.Node.Id, group, Consensus, host.Gate!, steps, OnEvent, observer);
        host.Links.Office = () => (Node.Status.IsActive, Node.Status.Term);
        drills = new DrillWatch(self, Meetings, host.State.Present, () => Node.HeardAt, configuration.Ha.Detect);
        host.Meetings.Meetings.OnGap = drills.OnGap;
        host.OnSweep = Sweep;
        host.WhenSilent = new StandbyAnswer(configuration.Node.Id, () => Node.Status, () => Consensus.View, Meetings.SipOf);
        leadsFirst = configuration.Ha.Role == HaRole.Primary;
    }

    /// <summary>The group's consensus.</summary>
    public IConsensus Consensus { get; }

    /// <summary>The meetings as the group has agreed on them.</summary>
    public ReplicatedMeetings Meetings { get; }

    /// <summary>This node's role.</summary>
    public HaNode Node { get; }

    /// <summary>What became of the role, for operators.</summary>
    public RoleJournal Journal => journal;

    /// <summary>Whether a takeover was played through since the start.</summary>
    public bool HasRehearsed => practice.IsDone;

    /// <summary>The group's name.</summary>
    public string Group => group;

    /// <summary>Waits for an act's turn.</summary>
    public Task<ActTurn> BeginActAsync(CancellationToken cancel) => turns.BeginAsync(cancel);

    /// <summary>Writes an act down with what it changed, and ends its turn; ends with whether the group has agreed on it.</summary>
    public Task<bool> CommitAsync(string opId, ActRecord act, ActTurn turn) => KeptAsync(() =>
    {
        Task<bool> kept = Meetings.CommitAsync(opId, act);
        turn.Dispose();
        return kept;
    });

    /// <summary>Before a rehearsed switchover: writes down who has sound and pictures. False: the group has not agreed on it.</summary>
    public Task<bool> BeginDrillAsync(string opId) => KeptAsync(() => drills.BeginAsync(opId, Node.Status.Term, TimeProvider.System.GetUtcNow()));

    /// <summary>The switchover was not carried out.</summary>
    public Task<bool> ForgetDrillAsync(string opId) => KeptAsync(() => Meetings.ForgetAsync(opId));

    /// <summary>Ends when an order that is about to be given has ended: with none, or with why it was given up.</summary>
    public Task<OrderRefusal> OutcomeOf(OperatorOrder order)
    {
        var outcome = new TaskCompletionSource<OrderRefusal>(TaskCreationOptions.RunContinuationsAsynchronously);
        orders[order] = outcome;
        return outcome.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await practice.DisposeAsync();
        await replicator.DisposeAsync();
        seal.Dispose();
    }

    private static (RecordKey Key, IMessage Record) Member(McuConfiguration configuration) =>
        (new RecordKey(ReplicatedKinds.Member, configuration.Node.Id), new MemberRecord { Sip = $"{configuration.Sip.Listen.ToEndPoint()}" });

    private async Task<bool> KeptAsync(Func<Task<bool>> write)
    {
        try
        {
            return await await host.ControlLoop.Invoke(write, TurnLimit);
        }
        catch (ControlRefusedException)
        {
            return false;
        }
    }

    // A new group's standby that was elected first hands over to the primary, once, before there is anything to interrupt.
    private void Sweep()
    {
        if (!turns.IsTaken)
        {
            Meetings.Tick();
        }

        drills.Tick(Node.Status.IsActive ? Node.Status.Term : 0, MonotonicClock.Now);
        if (!leadsFirst && Node.Status.IsActive)
        {
            bool isNew = !Meetings.WereRestored && host.CallCount == 0;
            ConsensusMember? primary = Consensus.View.Members.FirstOrDefault(member => !member.IsWitness && member.Id != self);
            if (!isNew)
            {
                leadsFirst = true;
            }
            else if (primary is { IsReachable: true } && primary.LagBehind(Consensus.View.LastIndex) == 0)
            {
                leadsFirst = true;
                _ = Node.OrderAsync(OperatorOrder.Switchover);
            }
        }
    }

    private void OnEvent(RoleEvent happened)
    {
        (ControlEventKind kind, Dictionary<string, string> details) = RoleEventDetails.Of(happened, group);
        if (happened is RoleEvent.Changed changed)
        {
            practice.OnRole(changed.To);
        }

        if (journal.Note(happened) is { } takeover)
        {
            takeover.Leader = self;
            host.ControlLoop.TryPost(() => _ = Meetings.KeepAsync(takeover));
        }

        if (happened is RoleEvent.OrderEnded ended && orders.TryRemove(ended.Order, out TaskCompletionSource<OrderRefusal>? waiting))
        {
            waiting.TrySetResult(ended.Why);
        }

        host.Publisher.Failover(kind, details);
        HaLog.Role(log, group, $"{kind}", string.Join(' ', details.Select(detail => $"{detail.Key}={detail.Value}")));
    }
}

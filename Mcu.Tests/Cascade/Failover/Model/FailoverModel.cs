using Mcu.Cascade.Failover;

namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>
/// A primary, a standby and a witness, a district below them and operators above, under whatever a seed brings. Looks at the world
/// after each event: what must never be, is thrown.
/// </summary>
internal sealed class FailoverModel
{
    public const double WriteTime = 1;
    public const double ApplyTime = 0.1;
    private const double FaultsUntil = 4000;
    private const double LastFaultEnds = FaultsUntil + 1600;
    private const double HealedUntil = LastFaultEnds + 4000;
    private const int Child = 10;
    private const int Operators = 11;

    private readonly ModelProcess childProcess;
    private readonly ModelNode[] nodes;
    private ulong lastServed;

    public FailoverModel(int seed, ModelSwitches switches)
    {
        Schedule = new Schedule(seed);
        Network = new ModelNetwork(Schedule);
        Group = new RaftGroup(Schedule, Network);
        childProcess = new ModelProcess(Schedule);
        District = new ModelChild(switches.TermFilterOff);
        foreach (RaftMember member in Group.Members)
        {
            (member.WriteTime, member.ApplyTime) = (WriteTime, ApplyTime);
        }

        nodes = [.. Group.Members.Select(member => new ModelNode(this, member.Id, Group.Processes[member.Id], member, switches))];
        Operator = new ModelOperator(this);
    }

    public Schedule Schedule { get; }

    public ModelNetwork Network { get; }

    public RaftGroup Group { get; }

    public ModelChild District { get; }

    public ModelOperator Operator { get; }

    /// <summary>How often a node began to serve.</summary>
    public int Promotions { get; private set; }

    /// <summary>Faults, then a healed network in which one node is to serve.</summary>
    /// <exception cref="ModelViolationException">What must never be.</exception>
    public void Run()
    {
        _ = new ModelFaults(this, FaultsUntil);
        Schedule.RunUntil(FaultsUntil, Look);
        Heal();
        Schedule.RunUntil(LastFaultEnds, Look);
        do
        {
            Schedule.RunUntil(Schedule.Now + 250, Look);
        }
        while (nodes.Count(node => node.Role == NodeRole.Active && node.MaySend) != 1 && Schedule.Now < HealedUntil);

        LookAtTheEnd();
    }

    public void SendMedia(int from, ulong term) => Network.Send(from, Child, childProcess, () => District.Take(from, term));

    public void SendAct(int to, int act, Action onAcknowledged, Action onAnswer) =>
        Network.Send(Operators, to, Group.Processes[to], () => nodes[to].Take(act, () =>
        {
            onAcknowledged();
            Network.Send(to, Operators, childProcess, onAnswer);
        }));

    public void OnRole(ModelNode node, RoleEvent.Changed changed)
    {
        if (changed.To != NodeRole.Active)
        {
            return;
        }

        Promotions++;
        Require(changed.Term > lastServed, $"node {node.Id} serves in term {changed.Term} after term {lastServed}");
        lastServed = changed.Term;
        int[] missing = [.. Operator.Acknowledged.Except(node.Live!)];
        Require(missing.Length == 0, $"node {node.Id} serves in term {changed.Term} without acknowledged acts {string.Join(' ', missing)}");
        Require(node.Live!.Distinct().Count() == node.Live!.Count, $"node {node.Id} has an act twice");
    }

    /// <summary>A stopped process goes on. Its threads may send before any of them has looked at anything: the gate alone decides.</summary>
    public void Continue(int id) => Group.Processes[id].Continue(Look);

    public void Kill(int id)
    {
        Group.Processes[id].Kill();
        Group.Members[id].Kill(writeIsDone: Schedule.Chance(50));
    }

    public void Start(int id)
    {
        Group.Processes[id].Start();
        Group.Members[id].Restart();
        nodes[id].Restart();
    }

    public void Cut(int from, int to, bool on)
    {
        if (on)
        {
            Network.Cut(from, to);
        }
        else
        {
            Network.Mend(from, to);
        }
    }

    public void StarveTicks(int id, double delay) => nodes[id].TickDelay = delay;

    public void Switchover(int id)
    {
        if (Group.Processes[id].Runs)
        {
            nodes[id].Switchover();
        }
    }

    // Faults that were begun end by themselves; a process that is still stopped or down comes back.
    private void Heal()
    {
        Network.Heal();
        foreach (ModelProcess process in Group.Processes.Where(process => process.IsStopped))
        {
            process.Continue(Look);
        }
    }

    private void Look()
    {
        if (nodes[0].MaySend && nodes[1].MaySend)
        {
            throw new ModelViolationException($"two gates are open: terms {nodes[0].Term} and {nodes[1].Term}");
        }

        if (nodes[RaftGroup.Witness].MaySend)
        {
            throw new ModelViolationException("the witness's gate is open");
        }
    }

    private void LookAtTheEnd()
    {
        ModelNode[] serving = [.. nodes.Where(node => node.Role == NodeRole.Active && node.MaySend)];
        Require(serving.Length == 1, $"{serving.Length} nodes serve in the end: {string.Join(", ", nodes.Select(node => node.Role))}");
        int[] missing = [.. Operator.Acknowledged.Except(serving[0].Live!)];
        Require(missing.Length == 0, $"acknowledged acts {string.Join(' ', missing)} are lost in the end");
        Require(serving[0].Live!.Distinct().Count() == serving[0].Live!.Count, "an act is there twice in the end");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ModelViolationException(what);
        }
    }
}

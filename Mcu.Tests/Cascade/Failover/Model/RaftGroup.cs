namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>Three members: two that may lead, and a witness.</summary>
internal sealed class RaftGroup
{
    public const int Size = 3;
    public const int Witness = 2;

    private readonly ModelNetwork network;

    public RaftGroup(Schedule schedule, ModelNetwork network)
    {
        (Schedule, this.network) = (schedule, network);
        Processes = [.. Enumerable.Range(0, Size).Select(_ => new ModelProcess(schedule))];
        Members = [.. Enumerable.Range(0, Size).Select(id => new RaftMember(this, id, Processes[id]))];
    }

    public Schedule Schedule { get; }

    public ModelProcess[] Processes { get; }

    public RaftMember[] Members { get; }

    public void Send(int from, int to, Action<RaftMember> deliver) =>
        network.Send(from, to, Processes[to], () => deliver(Members[to]));
}

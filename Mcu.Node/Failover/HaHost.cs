using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Cascade.Replication;
using Mcu.Node.Alarms;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Loops;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>A node's parts in HA groups: its own, whose meetings it leads or follows, and those that it is the witness of.</summary>
public sealed class HaHost : IActLog, IAsyncDisposable
{
    private readonly McuConfiguration configuration;
    private readonly HaMembership? own;
    private readonly List<(WitnessConfiguration Group, IConsensus Consensus)> witnessed = [];

    private HaHost(McuConfiguration configuration, HaMembership? own) => (this.configuration, this.own) = (configuration, own);

    /// <inheritdoc/>
    public bool IsActive => own is null || own.Node.Status.IsActive;

    /// <inheritdoc/>
    public bool IsKept => own is not null;

    /// <inheritdoc/>
    public string? Leader => IsActive ? configuration.Node.Id : own!.Consensus.View.Leader is { } leader && leader != configuration.Node.Id ? leader : null;

    /// <summary>Groups that this node is the witness of.</summary>
    public IEnumerable<string> WitnessFor => witnessed.Select(one => one.Group.Group);

    /// <summary>Its own group; null: it has no standby.</summary>
    internal HaMembership? Own => own;

    /// <summary>Makes a node's parts; nothing runs before <see cref="StartAsync"/>. Fails when the group's secret cannot be read.</summary>
    internal static (HaHost? Host, Message? Failure) Create(McuConfiguration configuration, NodeHost node, NodeTrust? trust, ILoopObserver observer, ILogger log)
    {
        HaConfiguration ha = configuration.Ha;
        ConsensusSecurity? security = trust is null ? null : new ConsensusSecurity(trust.Identities, trust.Policy);
        HaMembership? membership = null;
        if (ha.Group is not null)
        {
            if (!GroupSecret.TryRead(ha.Secret!, out RecordSeal? seal, out Message? failure))
            {
                return (null, failure);
            }

            membership = new HaMembership(configuration, node, security, seal, observer, log);
        }

        var host = new HaHost(configuration, membership);
        host.witnessed.AddRange(ha.WitnessFor.Select(group => (group, ConsensusMembers.Witness(configuration, group, security, log))));
        node.WatchGroups(host.Signs);
        return (host, null);
    }

    /// <summary>Joins the groups; gives the reason in the operators' words when that cannot be.</summary>
    public async Task<Message?> StartAsync(CancellationToken cancel)
    {
        try
        {
            if (own is not null)
            {
                await own.Node.StartAsync(cancel);
            }

            foreach ((_, IConsensus consensus) in witnessed)
            {
                await consensus.StartAsync(cancel);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Message.Of(ServeTexts.CannotStart, ("cause", $"ha: {failure.Message}"));
        }
    }

    /// <inheritdoc/>
    public ActRecord? Find(string opId) => own?.Meetings.FindAct(opId);

    /// <inheritdoc/>
    public Task<ActTurn> BeginAsync(CancellationToken cancel) => own is null ? Task.FromResult(ActTurn.None) : own.BeginActAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> CommitAsync(string opId, ActRecord act, ActTurn turn) => own is null ? Task.FromResult(true) : own.CommitAsync(opId, act, turn);

    private IEnumerable<AlarmSign> Signs() =>
    [
        .. own is null ? [] : GroupSigns.Of(own.Group, [configuration.Ha.Peers[0].Node, configuration.Ha.Witness!.Node], own.Consensus.View),
        .. witnessed.SelectMany(one => GroupSigns.Of(one.Group.Group, [], one.Consensus.View)),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (own is not null)
        {
            await own.DisposeAsync();
        }

        foreach ((_, IConsensus consensus) in witnessed)
        {
            await consensus.DisposeAsync();
        }
    }
}

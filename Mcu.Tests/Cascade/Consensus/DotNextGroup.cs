using System.Collections.Concurrent;
using System.Net;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Consensus.Raft;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>Three members in this process, on loopback TCP, with their logs in a folder that goes with the group.</summary>
internal sealed class DotNextGroup : IGroupUnderTest
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("mcu-consensus-");
    private readonly IReadOnlyList<GroupMember> members;
    private readonly ConcurrentDictionary<string, ForcibleConsensus> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecordedState> states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, string), bool> cuts = new();
    private readonly Func<string, ConsensusSecurity?> security;
    private readonly int snapshotEvery;

    public DotNextGroup(int snapshotEvery = 1024, Func<string, ConsensusSecurity?>? security = null)
    {
        (this.snapshotEvery, this.security) = (snapshotEvery, security ?? (_ => null));
        members =
        [
            new GroupMember("a", new IPEndPoint(IPAddress.Loopback, FreePorts.One())),
            new GroupMember("b", new IPEndPoint(IPAddress.Loopback, FreePorts.One())),
            new GroupMember("w", new IPEndPoint(IPAddress.Loopback, FreePorts.One()), IsWitness: true),
        ];
        foreach (GroupMember member in members)
        {
            ConsensusFolder.Found(Folder(member.Id));
        }
    }

    public LeadWatch Leads { get; } = new(() => MonotonicClock.Now);

    public Instant Now => MonotonicClock.Now;

    public ConcurrentQueue<string> Notices { get; } = new();

    public IConsensus Member(string id) => running[id];

    /// <summary>Has a member go on without the others.</summary>
    public Task ForceAsync(string id) => running[id].ForceAsync(running[id].View.Term + 1);

    public RecordedState State(string id) => states[id];

    public string Folder(string id) => Path.Combine(root.FullName, id);

    public async Task StartAsync(string id)
    {
        var state = new RecordedState();
        var member = new ForcibleConsensus(Options(id), state);
        member.Changed += view => Leads.See(id, view);
        (states[id], running[id]) = (state, member);
        await member.StartAsync(CancellationToken.None);
    }

    /// <summary>A member's settings.</summary>
    public ConsensusOptions Options(string id) => new()
    {
        Self = id,
        Members = members,
        Folder = Folder(id),
        Clock = () => MonotonicClock.Now,
        Security = security(id),
        SnapshotEvery = snapshotEvery,
        Timing = new RaftTiming(Slowness: 3),
        Hears = other => !cuts.ContainsKey(Pair(id, other)),
        OnNotice = text => Notices.Enqueue($"{MonotonicClock.Now.Milliseconds:F0} {id}: {text}"),
    };

    public async Task KillAsync(string id)
    {
        foreach (GroupMember other in members)
        {
            cuts[Pair(id, other.Id)] = true;
        }

        if (running.TryRemove(id, out ForcibleConsensus? member))
        {
            await member.DisposeAsync();
        }

        foreach (GroupMember other in members)
        {
            cuts.TryRemove(Pair(id, other.Id), out _);
        }
    }

    public void Wipe(string id) => Directory.Delete(Folder(id), recursive: true);

    public void Cut(string one, string other, bool isCut = true)
    {
        if (isCut)
        {
            cuts[Pair(one, other)] = true;
        }
        else
        {
            cuts.TryRemove(Pair(one, other), out _);
        }
    }

    public Task UntilAsync(Func<bool> condition, string what)
    {
        Within.Seconds(15, condition, what, () => string.Join('\n', Views().Concat(Notices)));
        return Task.CompletedTask;
    }

    public Task<T> ResultAsync<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(15));

    public Task PassAsync(TimeSpan time)
    {
        Within.Passes(time);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ForcibleConsensus member in running.Values)
        {
            await member.DisposeAsync();
        }

        root.Delete(recursive: true);
    }

    private static (string, string) Pair(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private IEnumerable<string> Views() => running.Select(member => $"{member.Key}: [{string.Join(", ", states[member.Key].Entries)}] {member.Value.View}");
}

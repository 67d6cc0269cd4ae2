using System.Net.Sockets;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.Membership;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>The parts of a running member: folder, log, list of members, Raft and its listener, opened together and closed in order.</summary>
internal sealed class RaftNode
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly ConsensusOptions options;
    private readonly RaftStateMachine machine;
    private readonly ConsensusFolder folder;
    private readonly MemberList members;
    private readonly RaftListener listener;
    private readonly ViewMaker views;

    private RaftNode(ConsensusOptions options, RaftStateMachine machine, ConsensusFolder folder, Action wake)
    {
        (this.options, this.machine, this.folder) = (options, machine, folder);
        bool recovers = folder.Start == ConsensusStart.Recover;
        members = MemberList.Open(folder.Members);
        machine.Lists = members; // the log applies what it has from its first moment on
        Log = new RaftLog(folder.Log, machine, options.Clock, wake);
        Group = new RaftGroup(new RaftSettings(options.OwnEntry().IsWitness || recovers, options.Timing), options, Log, members, wake)
        {
            MayVote = !recovers,
            Lineage = folder.Lineage,
        };
        listener = new RaftListener(options, folder.Lineage, Group.AnswerAsync);
        views = new ViewMaker(Group, Log, options);
        Recovery = recovers ? new Recovery(options.Clock()) : null;
    }

    /// <summary>The entries.</summary>
    public RaftLog Log { get; }

    /// <summary>DotNext's Raft.</summary>
    public RaftGroup Group { get; }

    /// <summary>While this member has to be sent what it has lost; null: it has all that it knew.</summary>
    public Recovery? Recovery { get; private set; }

    /// <summary>Opens all, and takes part.</summary>
    /// <param name="options">The member's.</param>
    /// <param name="machine">Applies what is agreed on.</param>
    /// <param name="wake">Called when something changed that views tell.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">The folder is another's, the disk is full, the address is taken.</exception>
    /// <exception cref="InvalidDataException">What is on the disk is damaged, or not this member's.</exception>
    public static async Task<RaftNode> OpenAsync(ConsensusOptions options, RaftStateMachine machine, Action wake, CancellationToken cancel)
    {
        try
        {
            return await OpenAsync(options, machine, ConsensusFolder.Open(options.Folder, options.Self), wake, cancel);
        }
        catch (SocketException taken)
        {
            throw new IOException($"{options.OwnEntry().Address}: {taken.Message}", taken);
        }
        catch (IntegrityException damaged)
        {
            throw new InvalidDataException($"{options.Folder}: {damaged.Message}", damaged);
        }
    }

    /// <summary>The present view.</summary>
    public ConsensusView View() => views.Make() with { IsRecovering = Recovery is not null };

    /// <summary>Takes part again when it has been sent all; true: that has come about now.</summary>
    public bool TryEndRecovery()
    {
        if (Recovery?.IsOver(Group.IsCaughtUp, options.Clock()) != true)
        {
            return false;
        }

        Recovery = null;
        folder.Join(options.Self);
        Group.MayVote = true;
        return true;
    }

    /// <summary>Ends it.</summary>
    /// <param name="keepsAll">Takes all that is in the log for agreed on; see <see cref="DotNextConsensus.EndWithAllAsync"/>.</param>
    public async Task CloseAsync(bool keepsAll)
    {
        await listener.DisposeAsync();
        await Ended(Group.DisposeAsync().AsTask());
        if (keepsAll)
        {
            await Ended(Log.KeepAllAsync(CancellationToken.None));
        }

        await machine.CloseAsync();
        await Ended(Log.DisposeAsync().AsTask());
        members.Dispose();
        folder.Dispose();
    }

    private static async Task<RaftNode> OpenAsync(
        ConsensusOptions options, RaftStateMachine machine, ConsensusFolder folder, Action wake, CancellationToken cancel)
    {
        RaftNode? node = null;
        try
        {
            if (options.AloneFrom is { } lineage)
            {
                GoAlone(folder, lineage);
            }

            machine.Open();
            node = new RaftNode(options, machine, folder, wake);
            await node.StartAsync(cancel);
            return node;
        }
        catch when (node is not null)
        {
            await node.CloseAsync(keepsAll: false);
            throw;
        }
        catch
        {
            await machine.CloseAsync();
            folder.Dispose();
            throw;
        }
    }

    private static void GoAlone(ConsensusFolder folder, ulong lineage)
    {
        if (folder.Start != ConsensusStart.Resume)
        {
            throw new InvalidDataException($"{folder.Log}: this member holds nothing to go on with");
        }

        folder.BeginLineage(lineage);
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        if (options.AloneFrom is not null)
        {
            await Log.WaitForApplyAsync(Log.LastCommittedEntryIndex, cancel); // lists of members among it
            File.Delete(folder.Members);
        }

        await BeginTermAsync(cancel);
        await Group.StartAsync(cancel);
        if (folder.Start == ConsensusStart.Found)
        {
            folder.Join(options.Self);
        }

        listener.Start();
        Group.Follow();
    }

    // A group of one leads without an election, and so without a new term; but each time that it starts it is another leader.
    private async Task BeginTermAsync(CancellationToken cancel)
    {
        (IPersistentState persistent, IClusterConfigurationStorage<string> list) = (Log, members);
        if (options.AloneFrom is not null || (await list.LoadConfigurationAsync(cancel)).Members.Count == 1)
        {
            await persistent.UpdateTermAsync(Math.Max(persistent.Term + 1, (long)(options.AloneFrom ?? 0)), resetLastVote: true, cancel);
        }
    }

    private Task Ended(Task ending) => ending.WaitAsync(StopLimit).ContinueWith(
        done =>
        {
            if (done.Exception is { } failed)
            {
                options.OnNotice?.Invoke($"the end was not clean: {failed.InnerException!.Message}");
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}

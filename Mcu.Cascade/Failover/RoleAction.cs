using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>What is to be done about a node's role.</summary>
public enum RoleActionKind
{
    /// <summary>Replicate the entry that begins the term. Answered by <see cref="RoleMachine.TermStarted"/>, or as failed.</summary>
    CommitTermStart,

    /// <summary>Make conferences of the replicated state. Answered.</summary>
    Restore,

    /// <summary>Open the gate until <see cref="RoleAction.Until"/>.</summary>
    OpenGate,

    /// <summary>Close the gate at once.</summary>
    CloseGate,

    /// <summary>Tell the term, and all meetings anew, on every link. Answered; may come again within a term.</summary>
    Announce,

    /// <summary>Take over the calls of the node before. Answered.</summary>
    AdoptCalls,

    /// <summary>Ask every source for a key frame, and send some. Answered; may come again within a term.</summary>
    RequestKeyFrames,

    /// <summary>Go on with the recordings, in new files. Answered.</summary>
    RestartRecordings,

    /// <summary>Drop calls, conferences and channels without a word: no BYE, no goodbye of meetings. Answered.</summary>
    Demote,

    /// <summary>Be ready to be elected: links warm, state following. Answered.</summary>
    RejoinAsStandby,

    /// <summary>Give leadership away. Answered when a switchover asked for it; else again until it is gone.</summary>
    Resign,

    /// <summary>Let go of leadership whoever is there to take it: this node may be elected again. Again until it is gone.</summary>
    StepDown,

    /// <summary>
    /// Commit a group without the MCU that goes into maintenance, so that it counts no more: at the active node the other one, at a
    /// standby this one, by asking the active node. Answered; done already is success.
    /// </summary>
    ReduceGroup,

    /// <summary>Commit the whole group again, in the same way, and have it catch up. Answered.</summary>
    RestoreGroup,

    /// <summary>Form a group of this node alone, with a term of at least <see cref="RoleAction.Term"/>, without asking anybody. Answered.</summary>
    FormGroupAlone,
}

/// <summary>Something to be done, in the order in which it was given out.</summary>
/// <param name="Kind">What.</param>
/// <param name="Term">In which term; answers name it.</param>
/// <param name="Until">The gate's deadline.</param>
public readonly record struct RoleAction(RoleActionKind Kind, ulong Term, Instant Until = default);

using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>
/// What an elected node must know before its gate may open: the entry that begins its term is committed, its state contains it (and so
/// everything that was ever acknowledged), and conferences are made of that state.
/// </summary>
internal sealed class Promotion(ulong term, Instant since, RoleOptions options)
{
    private ulong? termStart;
    private Instant commitAgainAt = Instant.Never;
    private Instant deadline = since + options.CommitLimit;
    private bool restoreAsked;
    private bool isRestored;

    /// <summary>The term in which it was elected.</summary>
    public ulong Term => term;

    /// <summary>When it was elected.</summary>
    public Instant Since => since;

    /// <summary>Whether recordings were asked to go on: once a promotion.</summary>
    public bool RecordingsAsked { get; set; }

    /// <summary>Whether all that follows has ended.</summary>
    public bool IsOver { get; set; }

    /// <summary>When <see cref="Next"/> has something to say though nothing was heard.</summary>
    public Instant NextDeadline => Instant.Earlier(deadline, commitAgainAt);

    /// <summary>The entry that begins the term is committed.</summary>
    public void TermStarted(ulong index, Instant now)
    {
        termStart = index;
        commitAgainAt = Instant.Never;
        deadline = now + options.LagLimit;
    }

    /// <summary>It may or may not be: it is replicated again, which does no harm.</summary>
    public void NotCommitted(Instant now) => commitAgainAt = now + options.RefreshEvery;

    /// <summary>Conferences are made of the state.</summary>
    public void Restored() => isRestored = true;

    /// <summary>By how many entries the state is behind the term's first.</summary>
    public ulong Behind(in LeadershipView view) => termStart is { } index && view.AppliedIndex < index ? index - view.AppliedIndex : 0;

    /// <summary>What is to be done now.</summary>
    public PromotionStep Next(in LeadershipView view, Instant now)
    {
        if (isRestored && view.HoldsLease(now))
        {
            return PromotionStep.Serve;
        }

        if (now >= deadline)
        {
            return PromotionStep.GiveUp;
        }

        if (termStart is not null && !restoreAsked && (Behind(view) == 0 || options.IgnoresLag))
        {
            restoreAsked = true;
            deadline = now + options.LagLimit;
            return PromotionStep.Restore;
        }

        if (now >= commitAgainAt)
        {
            commitAgainAt = Instant.Never;
            return PromotionStep.CommitTermStart;
        }

        return PromotionStep.Wait;
    }

    /// <summary>Why it is given up when its time is over.</summary>
    public RoleCause Reason(in LeadershipView view) =>
        termStart is null ? RoleCause.NotCommitted
        : !restoreAsked && Behind(view) > 0 ? RoleCause.Lagging
        : isRestored ? RoleCause.LeaseLost
        : RoleCause.NotRestored;
}

/// <summary>What a <see cref="Promotion"/> wants done.</summary>
internal enum PromotionStep
{
    Wait,
    CommitTermStart,
    Restore,
    Serve,
    GiveUp,
}

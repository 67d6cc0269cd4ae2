using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>Opens the gate of an active node again and again, a little ahead, as long as nobody else can lead; else it shuts it.</summary>
internal sealed class GateKeeper(RoleState state, RoleOutbox outbox)
{
    private Instant gateUntil = Instant.Distant;
    private Instant? lapsedAt;

    /// <summary>When the gate has to be looked at again.</summary>
    public Instant RefreshAt { get; private set; } = Instant.Distant;

    private RoleOptions Options => state.Options;

    /// <summary>Opens it within the lease that the node has.</summary>
    public void Open(Instant now) => Open(now, state.View.LeaseUntil);

    /// <summary>Opens it within a lease.</summary>
    public void Open(Instant now, Instant lease)
    {
        Instant until = Instant.Earlier(lease, now + Options.GateAhead);
        if (until != gateUntil)
        {
            gateUntil = until;
            outbox.Emit(RoleActionKind.OpenGate, state.Term, until);
        }

        RefreshAt = now + Options.RefreshEvery;
    }

    /// <summary>Opens it within a lease that is kept to its end and not renewed.</summary>
    public void OpenToTheEnd(Instant now, Instant lease)
    {
        Open(now, lease);
        RefreshAt = Instant.Earlier(RefreshAt, lease);
    }

    /// <summary>Opens or shuts it, as the lease is. False: there was none for too long.</summary>
    public bool Refresh(Instant now)
    {
        RefreshAt = now + Options.RefreshEvery;
        if (!state.View.HoldsLease(now))
        {
            Shut(now);
            return now - state.View.LeaseUntil < Options.LapseLimit;
        }

        lapsedAt ??= gateUntil <= now ? gateUntil : null; // nobody came here in time
        Open(now);
        if (lapsedAt is { } from)
        {
            lapsedAt = null;
            outbox.Tell(new RoleEvent.GateLapsed(now, now - from));
            outbox.Ask(RoleActionKind.Announce, state.Term, now);
            outbox.Ask(RoleActionKind.RequestKeyFrames, state.Term, now);
        }

        return true;
    }

    /// <summary>Shuts it for now; it is looked at again soon.</summary>
    public void ShutForNow(Instant now)
    {
        Shut(now);
        RefreshAt = now + Options.RefreshEvery;
    }

    /// <summary>Closes it for good: the service is over.</summary>
    public void Close()
    {
        outbox.Emit(RoleActionKind.CloseGate, state.Term);
        (gateUntil, lapsedAt) = (Instant.Distant, null);
    }

    private void Shut(Instant now)
    {
        if (lapsedAt is null)
        {
            lapsedAt = Instant.Earlier(gateUntil, now);
            gateUntil = Instant.Distant;
            outbox.Emit(RoleActionKind.CloseGate, state.Term);
        }
    }
}

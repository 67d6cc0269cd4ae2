using System.Collections.Concurrent;
using System.Net;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Node.Loops;

namespace Mcu.Node.Calls;

/// <summary>Calls sites for operators: each attempt of a call, further ones, and giving up.</summary>
public sealed class SiteDialer(ControlLoop control, CallDirector director)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Errand> errands = new(StringComparer.Ordinal);

    /// <summary>Calls a site, again where its first answer and the operator allow it.</summary>
    /// <param name="opId">The act, by which <see cref="TryCancel"/> finds the call.</param>
    /// <param name="target">The site.</param>
    /// <param name="destination">Where it is.</param>
    /// <param name="call">Attempts and the time between them.</param>
    public async Task<CallOutcome> CallAsync(string opId, CallTarget target, IPEndPoint destination, SiteCall call)
    {
        var givenUp = new CancellationTokenSource(); // never disposed of: it has no timer, and TryCancel may be late
        errands[opId] = new Errand(target, givenUp);
        try
        {
            return await Redial.RunAsync(call.Retries, call.RetryInterval, () => AttemptAsync(target, destination, givenUp.Token), cancel: givenUp.Token);
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
            return GivenUp;
        }
        finally
        {
            errands.TryRemove(opId, out _);
        }
    }

    /// <summary>Gives up a call that is not answered yet; false when it was answered or is over. Control loop's thread only.</summary>
    public bool TryCancel(LiveConference conference, string opId)
    {
        if (!errands.TryGetValue(opId, out Errand? errand) || !ReferenceEquals(errand.Target.Conference, conference))
        {
            return false;
        }

        LiveCall? call = conference.CallOf(errand.Target.Site);
        if (call is { ConnectedAt: not null } or { Outcome: null })
        {
            return false; // it was answered, or called in itself meanwhile
        }

        errand.GivenUp.Cancel();
        if (call is not null)
        {
            director.Hangup(call, CallReasons.Canceled, MonotonicClock.Now);
        }

        return true;
    }

    /// <summary>Gives up all that it is about, without a word to any room.</summary>
    public void AbandonAll()
    {
        foreach (Errand errand in errands.Values)
        {
            errand.GivenUp.Cancel();
        }
    }

    private static CallOutcome GivenUp => new(487, CallReasons.Canceled);

    private async Task<CallOutcome> AttemptAsync(CallTarget target, IPEndPoint destination, CancellationToken givenUp)
    {
        Task<CallOutcome> dialled = await control.Invoke(() => Dial(target, destination, PolicyOf(target), givenUp), Limit);
        CallOutcome outcome = await dialled;
        if (outcome.Status != SdpRefusal.StatusCode || outcome == CallOutcome.NoCommonCodec)
        {
            return outcome;
        }

        // Rooms that must encrypt refuse a plain profile even when there are keys beside it, as our optional offer has them.
        dialled = await control.Invoke(
            () => PolicyOf(target) == SrtpPolicy.Optional ? Dial(target, destination, SrtpPolicy.Required, givenUp) : Task.FromResult(outcome), Limit);
        return await dialled;
    }

    private SrtpPolicy PolicyOf(CallTarget target) => director.PolicyOf(target.Conference, target.Site);

    private Task<CallOutcome> Dial(CallTarget target, IPEndPoint destination, SrtpPolicy srtp, CancellationToken givenUp)
    {
        if (givenUp.IsCancellationRequested)
        {
            return Task.FromResult(GivenUp);
        }

        Refusal refusal = target.IsOrphan ? StillLost(target) : Begin(target);
        if (CallReasons.StatusOf(refusal) is { } status)
        {
            return Task.FromResult(new CallOutcome(status, $"refused: {refusal}"));
        }

        if (director.Dial(target, destination, srtp, MonotonicClock.Now) is { Outcome: { } dialled })
        {
            return dialled.Task;
        }

        if (!target.IsOrphan)
        {
            target.Conference.Apply(new ConferenceCommand.Leave(target.Site, CallReasons.NoPorts), MonotonicClock.Now);
        }

        return Task.FromResult(new CallOutcome(503, "no media port is free"));
    }

    private static Refusal Begin(CallTarget target)
    {
        Instant now = MonotonicClock.Now;
        CommandOutcome outcome = target.Conference.Apply(new ConferenceCommand.Call(target.Site, target.Title, target.Uri.ToString(), target.Srtp), now);
        if (outcome.IsDone && target.IsMuted)
        {
            target.Conference.Apply(new ConferenceCommand.Mute(target.Site, target.Conference.OperatorMute, On: true), now);
        }

        return outcome.Refusal;
    }

    // Its node, or its room, may have come back since the call was decided on.
    private static Refusal StillLost(CallTarget target) => target.Conference.State switch
    {
        { IsEnded: true } => Refusal.Ended,
        { } state when state.Find(target.Site) is { IsPresent: true, Via: not null, SignalLost: true } && target.Conference.CallOf(target.Site) is null => Refusal.None,
        _ => Refusal.SiteAlreadyPresent,
    };

    private sealed record Errand(CallTarget Target, CancellationTokenSource GivenUp);
}

using System.Collections.Concurrent;
using System.Net;
using Mcu.Core.Conferences;
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
        Task<CallOutcome> dialled = await control.Invoke(() => givenUp.IsCancellationRequested ? Task.FromResult(GivenUp) : Dial(target, destination), Limit);
        return await dialled;
    }

    private Task<CallOutcome> Dial(CallTarget target, IPEndPoint destination)
    {
        CommandOutcome outcome = target.Conference.Apply(
            new ConferenceCommand.Call(target.Site, target.Title, target.Uri.ToString()), MonotonicClock.Now);
        if (CallReasons.StatusOf(outcome.Refusal) is { } status)
        {
            return Task.FromResult(new CallOutcome(status, $"refused: {outcome.Refusal}"));
        }

        if (director.Dial(target.Conference, target.Site, target.Uri, destination, MonotonicClock.Now) is { Outcome: { } dialled })
        {
            return dialled.Task;
        }

        target.Conference.Apply(new ConferenceCommand.Leave(target.Site, CallReasons.NoPorts), MonotonicClock.Now);
        return Task.FromResult(new CallOutcome(503, "no media port is free"));
    }

    private sealed record Errand(CallTarget Target, CancellationTokenSource GivenUp);
}

using System.Net;
using Mcu.Core.Conferences;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Node.Loops;

namespace Mcu.Node.Failover;

/// <summary>
/// Takes over the calls of a node that failed, and leaves this node's to the one that took them over. Rooms whose call cannot
/// be carried on are called anew. Any thread.
/// </summary>
public sealed class CallTakeover(ControlLoop control, ConferenceRegistry registry, CallDirector director, SiteDialer dialer)
{
    private const int Redials = 2;
    private static readonly TimeSpan RedialInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(5);

    private readonly DialogCapture capture = new();

    /// <summary>
    /// Every call as it is now, one record each; the very record of the last time for one that has not changed. Control loop's
    /// thread; cheap enough for every turn.
    /// </summary>
    public IEnumerable<V1.DialogRecord> Capture() => director.Calls.Select(capture.Capture);

    /// <summary>One call as it is now; see <see cref="Capture()"/>.</summary>
    public V1.DialogRecord Capture(LiveCall call) => capture.Capture(call);

    /// <summary>
    /// This node has lost its right to the calls: they are dropped without a message to anybody, and it answers nothing more
    /// until it adopts calls itself.
    /// </summary>
    public Task AbandonAsync() => OnControl(Abandon);

    /// <summary>As <see cref="AbandonAsync"/>, on the control loop's thread.</summary>
    public void Abandon()
    {
        dialer.AbandonAll();
        director.AbandonAll(MonotonicClock.Now);
    }

    /// <summary>
    /// What rooms say is passed over, on the control loop's thread, before calls are given away: who calls or hangs up in the last moments says
    /// it again, to the node that has the calls then.
    /// </summary>
    public void FallSilent() => director.FallSilent();

    /// <summary>What rooms say is heard again, since the calls are not given away. Control loop's thread.</summary>
    public void Hear() => director.Serve();

    /// <summary>
    /// Takes calls over, in the order given: each room is sent sound and picture at once, and told by a re-INVITE when the pace
    /// allows. The conferences must be there already, as they were.
    /// </summary>
    /// <param name="records">The calls as the other node wrote them down.</param>
    /// <param name="term">That in which this node leads.</param>
    /// <param name="pace">Awaited before each re-INVITE and each new call, so that they do not come all at once.</param>
    /// <param name="limit">How long a room may take to answer.</param>
    /// <param name="cancel">Ends the waits: calls that are adopted stay so.</param>
    /// <returns>What became of each, in the same order.</returns>
    public async Task<IReadOnlyList<AdoptionOutcome>> AdoptAsync(
        IEnumerable<V1.DialogRecord> records, ulong term, Func<CancellationToken, ValueTask> pace, TimeSpan limit, CancellationToken cancel)
    {
        List<Task<AdoptionOutcome>> adoptions = [];
        await OnControl(director.AwaitCalls);
        foreach (V1.DialogRecord record in records)
        {
            var attempt = new Attempt(record, pace, limit, MonotonicClock.Now);
            Task begun = control.Invoke(() => Begin(attempt, term), TurnLimit); // one turn each: the rooms' answers come in between
            await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // one call's fault is told when all have had their turn
            adoptions.Add(FinishAsync(attempt, begun, cancel));
        }

        await OnControl(director.Serve); // whose call is not known now has none
        return await Task.WhenAll(adoptions);
    }

    private Task OnControl(Action turn) => control.Invoke(turn, TurnLimit);

    private bool Begin(Attempt attempt, ulong term)
    {
        attempt.Conference = registry.All.FirstOrDefault(conference => conference.Id == attempt.Record.Conference);
        if (attempt.Conference is { } conference)
        {
            attempt.Hindrance = director.Adoption.Begin(attempt.Record, term, conference, MonotonicClock.Now, out LiveCall? call);
            attempt.Call = call;
        }

        return true;
    }

    private async Task<AdoptionOutcome> FinishAsync(Attempt attempt, Task begun, CancellationToken cancel)
    {
        await begun;
        switch (attempt.Hindrance)
        {
            case Hindrance.Over:
                return attempt.Outcome(AdoptionResult.Over, "");
            case Hindrance.CalledAnew:
                return attempt.Outcome(AdoptionResult.Over, CallReasons.CalledIn);
            case Hindrance.None:
                return await AnnounceAsync(attempt, attempt.Call!, cancel);
            default:
                return await RedialAsync(attempt, ReasonOf(attempt.Hindrance), cancel);
        }
    }

    private async Task<AdoptionOutcome> AnnounceAsync(Attempt attempt, LiveCall call, CancellationToken cancel)
    {
        await attempt.Pace(cancel);
        await OnControl(() => director.Adoption.Announce(call, MonotonicClock.Now));
        CallOutcome answer;
        try
        {
            answer = await call.Outcome!.Task.WaitAsync(attempt.Limit, cancel);
        }
        catch (TimeoutException)
        {
            answer = new CallOutcome(408, CallReasons.TakeoverFailed);
        }

        if (answer.IsAnswered)
        {
            return attempt.Outcome(AdoptionResult.Adopted, "");
        }

        // Who hung up, was dropped or called in itself is not called; a room that no longer knew the call is.
        bool isUp = await control.Invoke(() => EndIfUp(call), TurnLimit);
        return isUp || answer.Phrase == CallReasons.DialogLost
            ? await RedialAsync(attempt, answer.Phrase, cancel)
            : attempt.Outcome(AdoptionResult.Over, answer.Phrase);
    }

    private bool EndIfUp(LiveCall call)
    {
        bool isUp = director.Has(call);
        if (isUp)
        {
            director.Hangup(call, CallReasons.TakeoverFailed, MonotonicClock.Now);
        }

        return isUp;
    }

    private async Task<AdoptionOutcome> RedialAsync(Attempt attempt, string because, CancellationToken cancel)
    {
        V1.DialogRecord record = attempt.Record;
        await control.Invoke(() => attempt.Conference!.Apply(new ConferenceCommand.Leave(record.Site, because), MonotonicClock.Now), TurnLimit);
        if (!SipUri.TryParse(record.Address, out SipUri uri) || !uri.IsSip || await CallTargets.LocateAsync(uri, cancel) is not { } destination)
        {
            return attempt.Outcome(AdoptionResult.Lost, because);
        }

        await attempt.Pace(cancel);
        var target = new CallTarget(attempt.Conference!, record.Site, record.Title, uri);
        return attempt.Outcome(AdoptionResult.Redialled, because) with { Call = CallAsync(target, destination) };
    }

    private Task<CallOutcome> CallAsync(CallTarget target, IPEndPoint destination) => dialer.CallAsync(
        $"takeover/{target.Conference.Id}/{target.Site}",
        target,
        destination,
        new SiteCall(target.Uri.ToString(), target.Title, Redials, RedialInterval, Wait: false));

    private static string ReasonOf(Hindrance hindrance) => hindrance switch
    {
        Hindrance.NoPorts => CallReasons.NoPorts,
        Hindrance.NoSession => CallReasons.NoCommonCodec,
        Hindrance.CodecFailed => CallReasons.CodecFailed,
        _ => CallReasons.TakeoverFailed,
    };

    private sealed class Attempt(V1.DialogRecord record, Func<CancellationToken, ValueTask> pace, TimeSpan limit, Instant begun)
    {
        public V1.DialogRecord Record => record;

        public Func<CancellationToken, ValueTask> Pace => pace;

        public TimeSpan Limit => limit;

        public LiveConference? Conference { get; set; }

        public Hindrance Hindrance { get; set; } = Hindrance.Over;

        public LiveCall? Call { get; set; }

        public AdoptionOutcome Outcome(AdoptionResult result, string reason) =>
            new(record.Conference, record.Site, result, reason, MonotonicClock.Now - begun);
    }
}

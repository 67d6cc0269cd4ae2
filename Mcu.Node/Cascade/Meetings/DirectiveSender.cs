using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Api;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>
/// Has other nodes carry out what an operator asks: for a site, the node that its room has called; for a unit, its own. Belongs
/// to the control loop.
/// </summary>
public sealed class DirectiveSender(NodeMeetings meetings, string self)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4); // below what an operator's call waits for a turn

    private readonly PendingDirectives pending = new(Limit);

    /// <summary>Sends a directive for a site of another node; ends with the site as it is then, or with why not.</summary>
    /// <param name="act">The operator's act; the directive carries its op_id, so that a repeated one is done once.</param>
    /// <param name="conference">The conference.</param>
    /// <param name="site">The site.</param>
    /// <param name="directive">What is to be done.</param>
    public async Task<ControlResult<SiteInfo>> SendAsync(Act act, LiveConference conference, Participant site, Directive directive)
    {
        DirectiveAddress to = DirectiveAddress.Of(site);
        DirectiveResult result = await AskAsync(conference, to, Sign(act, directive));
        return result.Refused.Length == 0
            ? InfoMapping.Site(conference, conference.State.Find(site.Site) ?? site)
            : Refusal(to, result);
    }

    /// <summary>Sends a directive for the node of a unit; ends with its conference as it is then, or with why not.</summary>
    /// <param name="act">The operator's act, as above.</param>
    /// <param name="conference">The conference.</param>
    /// <param name="unit">The unit, which may be several nodes below.</param>
    /// <param name="what">What is to be done there.</param>
    public async Task<ControlResult<ConferenceInfo>> SendAtAsync(Act act, LiveConference conference, MeetingUnit unit, UnitAct what)
    {
        DirectiveAddress to = DirectiveAddress.Of(unit);
        DirectiveResult result = await AskAsync(conference, to, Sign(act, UnitDirectives.Of(what)));
        return result is { Refused.Length: 0, Conference: { } there }
            ? there.ToInfo() with { CarriedOutBy = unit.Shown }
            : Refusal(to, result);
    }

    /// <summary>Passes a directive of the node above on, and its result back.</summary>
    internal async Task ForwardAsync(IMeetingLink above, LiveConference conference, DirectiveAddress to, Directive directive) =>
        above.TrySend(new LinkEnvelope { DirectiveResult = await AskAsync(conference, to, directive.Clone()) });

    /// <summary>A node below has carried a directive out, or refused it.</summary>
    public void OnResult(string node, DirectiveResult result) => pending.Complete(Key(node, result.OpId), result);

    /// <summary>The link to a node is gone.</summary>
    public void OnLinkDown(string node) => pending.Abandon(Key(node, ""));

    /// <summary>Ends those that wait too long.</summary>
    public void Tick(Instant now) => pending.Tick(now);

    // Ends with what the node below says; with a refusal of ours where it cannot be reached.
    private async Task<DirectiveResult> AskAsync(LiveConference conference, DirectiveAddress to, Directive directive)
    {
        directive.Meeting = conference.Id;
        directive.Path = to.Path;
        var ended = new TaskCompletionSource<DirectiveResult>();
        if (meetings.LinkTo(to.Node) is { } link && link.TrySend(new LinkEnvelope { Directive = directive }))
        {
            pending.Add(Key(to.Node, directive.OpId), ended.SetResult, MonotonicClock.Now);
        }
        else
        {
            ended.SetResult(new DirectiveResult { Refused = PendingDirectives.LinkLost });
        }

        DirectiveResult result = await ended.Task;
        return result.OpId.Length > 0 ? result : Unreachable(to.Unreachable, directive.OpId);
    }

    private DirectiveResult Unreachable(ControlError error, string opId) =>
        new() { OpId = opId, Node = self, Refused = ErrorStatus.NameOf(error.Reason), Data = { error.Data.ToDictionary() } };

    private static Directive Sign(Act act, Directive directive)
    {
        (directive.OpId, directive.Operator) = (act.OpId, act.Operator);
        return directive;
    }

    private static string Key(string node, string opId) => $"{node} {opId}";

    private static ControlError Refusal(DirectiveAddress to, DirectiveResult result) => ErrorStatus.TryParseReason(result.Refused, out ControlReason reason)
        ? new ControlError(reason, result.Data.ToDictionary(), [])
        : to.Unreachable;
}

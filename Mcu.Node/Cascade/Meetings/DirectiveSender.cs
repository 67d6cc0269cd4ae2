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
public sealed class DirectiveSender(NodeMeetings meetings)
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
        string node = site.Via!;
        directive.Path = SitePath.Within(node, site.Site)!;
        DirectiveResult? result = await ExchangeAsync(act, conference, node, directive);
        return result switch
        {
            null => ControlErrors.NodeUnreachable(node, site.Title),
            { Refused.Length: 0 } => InfoMapping.Site(conference, conference.State.Find(site.Site) ?? site),
            _ => Refusal(result) ?? ControlErrors.NodeUnreachable(node, site.Title),
        };
    }

    /// <summary>Sends a directive for the node of a unit; ends with its conference as it is then, or with why not.</summary>
    /// <param name="act">The operator's act, as above.</param>
    /// <param name="conference">The conference.</param>
    /// <param name="unit">The unit, which may be several nodes below.</param>
    /// <param name="what">What is to be done there.</param>
    public async Task<ControlResult<ConferenceInfo>> SendAtAsync(Act act, LiveConference conference, MeetingUnit unit, UnitAct what)
    {
        string node = SitePath.FirstNode(unit.Path) ?? unit.Path;
        Directive directive = UnitDirectives.Of(what);
        directive.Path = SitePath.Within(node, unit.Path) ?? "";
        DirectiveResult? result = await ExchangeAsync(act, conference, node, directive);
        return result switch
        {
            null => ControlErrors.UnitUnreachable(unit.Path),
            { Refused.Length: 0, Conference: { } there } => there.ToInfo() with { CarriedOutBy = unit.Shown },
            _ => Refusal(result) ?? ControlErrors.UnitUnreachable(unit.Path),
        };
    }

    /// <summary>A node below has carried a directive out, or refused it.</summary>
    public void OnResult(string node, DirectiveResult result) => pending.Complete(Key(node, result.OpId), result);

    /// <summary>The link to a node is gone.</summary>
    public void OnLinkDown(string node) => pending.Abandon(Key(node, ""));

    /// <summary>Ends those that wait too long.</summary>
    public void Tick(Instant now) => pending.Tick(now);

    // Null: the link takes nothing.
    private async Task<DirectiveResult?> ExchangeAsync(Act act, LiveConference conference, string node, Directive directive)
    {
        directive.OpId = act.OpId;
        directive.Operator = act.Operator;
        directive.Meeting = conference.Id;
        var ended = new TaskCompletionSource<DirectiveResult>();
        if (meetings.LinkTo(node) is not { } link || !link.TrySend(new LinkEnvelope { Directive = directive }))
        {
            return null;
        }

        pending.Add(Key(node, act.OpId), result => ended.SetResult(result), MonotonicClock.Now);
        return await ended.Task;
    }

    private static string Key(string node, string opId) => $"{node} {opId}";

    // Null: no node has refused it, but none has answered either.
    private static ControlError? Refusal(DirectiveResult result) => ErrorStatus.TryParseReason(result.Refused, out ControlReason reason)
        ? new ControlError(reason, result.Data.ToDictionary(), [])
        : null;
}

using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Time;
using Mcu.Node.Api;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Has the node that a site's room has called carry out what an operator asks for the site. Belongs to the control loop.</summary>
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
        directive.OpId = act.OpId;
        directive.Operator = act.Operator;
        directive.Meeting = conference.Id;
        directive.Path = SitePath.Within(node, site.Site)!;
        var ended = new TaskCompletionSource<DirectiveResult>();
        if (meetings.LinkTo(node) is not { } link || !link.TrySend(new LinkEnvelope { Directive = directive }))
        {
            return ControlErrors.NodeUnreachable(node, site.Title);
        }

        pending.Add(Key(node, act.OpId), result => ended.SetResult(result), MonotonicClock.Now);
        DirectiveResult result = await ended.Task;
        return result.Refused.Length == 0
            ? InfoMapping.Site(conference, conference.State.Find(site.Site) ?? site)
            : Refusal(node, site.Title, result);
    }

    /// <summary>A node below has carried a directive out, or refused it.</summary>
    public void OnResult(string node, DirectiveResult result) => pending.Complete(Key(node, result.OpId), result);

    /// <summary>The link to a node is gone.</summary>
    public void OnLinkDown(string node) => pending.Abandon(Key(node, ""));

    /// <summary>Ends those that wait too long.</summary>
    public void Tick(Instant now) => pending.Tick(now);

    private static string Key(string node, string opId) => $"{node} {opId}";

    private static ControlError Refusal(string node, string site, DirectiveResult result) => ErrorStatus.TryParseReason(result.Refused, out ControlReason reason)
        ? new ControlError(reason, result.Data.ToDictionary(), [])
        : ControlErrors.NodeUnreachable(node, site);
}

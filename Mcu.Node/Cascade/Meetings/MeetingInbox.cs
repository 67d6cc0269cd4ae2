using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.V1;
using Body = Mcu.V1.LinkEnvelope.BodyOneofCase;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Hands what comes over links to the meetings and to whom directives concern. Belongs to the control loop.</summary>
public sealed class MeetingInbox(NodeMeetings meetings, DirectiveSender sender, DirectiveReceiver receiver)
{
    /// <summary>The meetings.</summary>
    public NodeMeetings Meetings => meetings;

    /// <summary>A link to a node below is gone.</summary>
    public void OnChildDown(IMeetingLink link, Instant now)
    {
        meetings.OnChildDown(link, now);
        sender.OnLinkDown(link.Node);
    }

    /// <summary>A message of a node below; one of another kind is passed over.</summary>
    public void OnChildMessage(IMeetingLink link, LinkEnvelope message, Instant now)
    {
        switch (message.BodyCase)
        {
            case Body.Roster:
                meetings.MeetingAt(link, message.Roster.Meeting)?.OnRoster(message.Roster, now);
                break;
            case Body.Levels:
                meetings.MeetingAt(link, message.Levels.Meeting)?.OnLevels(message.Levels, now);
                break;
            case Body.SubscriptionState when message.SubscriptionState.Refused.Length > 0:
                meetings.OnRefused(link, message.SubscriptionState.Subscription, now);
                break;
            case Body.FloorRequest:
                meetings.MeetingAt(link, message.FloorRequest.Meeting)?.OnFloorRequest(message.FloorRequest, now);
                break;
            case Body.MediaGap when meetings.MeetingAt(link, message.MediaGap.Meeting) is not null:
                meetings.OnGap(link.Node, message.MediaGap);
                break;
            case Body.DirectiveResult:
                sender.OnResult(link.Node, message.DirectiveResult);
                break;
        }
    }

    /// <summary>A message of the node above; one of another kind is passed over.</summary>
    public void OnParentMessage(IMeetingLink link, LinkEnvelope message, Instant now)
    {
        switch (message.BodyCase)
        {
            case Body.Meeting:
                meetings.OnMeeting(message.Meeting, now);
                break;
            case Body.Subscribe:
                Give(link, message.Subscribe, now);
                break;
            case Body.Unsubscribe:
                meetings.OnUnsubscribe(message.Unsubscribe.Subscription, now);
                break;
            case Body.Directive:
                Direct(link, message.Directive);
                break;
        }
    }

    // Whoever is told no asks again; whoever is told nothing waits.
    private void Give(IMeetingLink link, Subscribe subscribe, Instant now)
    {
        if (meetings.MeetingAbove(subscribe.Meeting) is { } meeting)
        {
            meeting.Pictures.Answer(subscribe, now);
        }
        else
        {
            link.TrySend(new LinkEnvelope { SubscriptionState = new SubscriptionState { Subscription = subscribe.Subscription, Refused = "UNKNOWN_MEETING" } });
        }
    }

    // What concerns a site or a node further down goes on as it is, and its result comes back as the node that did it gave it.
    private void Direct(IMeetingLink link, Directive directive)
    {
        LiveConference? conference = meetings.MeetingAbove(directive.Meeting)?.Conference;
        if (conference is not null && DirectiveAddress.Below(conference, directive) is { } below)
        {
            _ = sender.ForwardAsync(link, conference, below, directive);
        }
        else
        {
            receiver.Receive(link, conference?.Id ?? directive.Meeting, directive);
        }
    }

    /// <summary>Looks at what cannot wait for <see cref="Tick"/>; ten times a second.</summary>
    public void Look(Instant now) => meetings.LookForGaps(now);

    /// <summary>Everything that goes by the clock; several times a second.</summary>
    public void Tick(Instant now)
    {
        meetings.Tick(now);
        sender.Tick(now);
    }
}

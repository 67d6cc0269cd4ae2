using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp;
using Mcu.Core.Sip;
using Mcu.Core.Time;
using Mcu.Node.Conferences;

namespace Mcu.Node.Calls;

/// <summary>The calls that are up or being made: how each comes into its conference, and how it goes. Belongs to the control loop.</summary>
public sealed class CallBook(SipGateway gateway, CallMedia media)
{
    private readonly Dictionary<SipCall, LiveCall> calls = [];

    /// <summary>All calls.</summary>
    public IReadOnlyCollection<LiveCall> Calls => calls.Values;

    /// <summary>The call of the user agent's.</summary>
    public bool TryGet(SipCall sip, [NotNullWhen(true)] out LiveCall? call) => calls.TryGetValue(sip, out call);

    /// <summary>Whether a call is still there.</summary>
    public bool Has(LiveCall call) => calls.ContainsKey(call.Sip);

    /// <summary>Notes a call.</summary>
    public void Add(LiveCall call)
    {
        calls[call.Sip] = call;
        call.Conference.Add(call);
    }

    /// <summary>A call with a leg comes into its conference; one that is not admitted any more is ended.</summary>
    public void Join(LiveCall call, Instant now)
    {
        call.ConnectedAt = DateTimeOffset.UtcNow;
        call.MediaSince = now;
        if (!call.Conference.Apply(new ConferenceCommand.Join(call.Site, call.Title, RoleOf(call)), now).IsDone)
        {
            Hangup(call, CallReasons.NotAdmitted, now);
        }

        call.SiteStays = false; // it is here by this call
    }

    /// <summary>A call that another node had goes on in its conference, with its leg.</summary>
    public void Adopt(LiveCall call, Instant now)
    {
        Add(call);
        call.Conference.Apply(new ConferenceCommand.Adopt(call.Site, call.Title), now);
        call.Conference.Replan(now);
    }

    /// <summary>
    /// Another node has all calls: their media end here, and nobody is told. Conferences keep their sites as they were.
    /// </summary>
    public void Abandon(Instant now)
    {
        LiveCall[] abandoned = [.. calls.Values];
        calls.Clear();
        foreach (LiveCall call in abandoned)
        {
            call.Outcome?.TrySetResult(new CallOutcome(487, CallReasons.TakenOver));
            call.Conference.Remove(call);
            media.Release(call, now);
        }

        foreach (LiveConference conference in abandoned.Select(call => call.Conference).Distinct())
        {
            conference.Replan(now);
        }
    }

    /// <summary>Ends a call from our side.</summary>
    public void Hangup(LiveCall call, string because, Instant now)
    {
        gateway.Agent.Hangup(call.Sip, because, now);
        Close(call, because, now);
        gateway.Flush();
    }

    /// <summary>A call is over: its site leaves, its media goes.</summary>
    public void Close(LiveCall call, string because, Instant now)
    {
        if (!calls.Remove(call.Sip))
        {
            return;
        }

        call.Outcome?.TrySetResult(new CallOutcome(487, because));
        if (call.Conference.Remove(call))
        {
            if (!call.SiteStays)
            {
                call.Conference.Apply(new ConferenceCommand.Leave(call.Site, because), now);
            }

            call.Conference.Replan(now);
        }

        media.Release(call, now);
    }

    // Who sends nothing only watches; who did so in an earlier call, unbidden, may speak in this one.
    private static SiteRole? RoleOf(LiveCall call)
    {
        bool sends = (call.Session!.Audio?.Direction.Receives() ?? false) || (call.Session.Video?.Direction.Receives() ?? false);
        bool onlyWatched = call.Conference.State.Find(call.Site) is { Role: SiteRole.Watcher, IsBound: false };
        return sends ? onlyWatched ? SiteRole.Member : null : SiteRole.Watcher;
    }
}

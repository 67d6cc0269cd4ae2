using Mcu.Core.Codecs;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Alarms;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Net;

namespace Mcu.Node.Calls;

/// <summary>Gives calls their sockets and legs, and takes them back. Belongs to the control loop.</summary>
/// <param name="engine">The node's media.</param>
/// <param name="control">The loop that what a leg notices is posted to.</param>
/// <param name="faults">Told of codecs that fail.</param>
/// <param name="onKey">A key was pressed in a call (RFC 4733).</param>
/// <param name="onKeyFrameWanted">RTCP brings no key frame; SIP is to ask.</param>
public sealed class CallMedia(MediaEngine engine, ControlLoop control, FaultInbox faults, Action<LiveCall, char> onKey, Action<LiveCall> onKeyFrameWanted)
{
    private const int TelephonyClockRate = 8000;

    /// <summary>Sockets for a call; none when no ports are free.</summary>
    public LegPorts? TryOpenPorts(Instant now) => engine.TryOpenPorts(now, out LegPorts? ports) == MediaPortResult.Opened ? ports : null;

    /// <summary>Sockets for a call's slides and for their floor control, unless it has some; without free ports it goes without.</summary>
    public void PrepareSlides(LiveCall call, bool withFloor, Instant now)
    {
        if (call.Slides is null)
        {
            call.SlidesPorts ??= engine.TryOpenSlidesPorts(now);
        }

        if (withFloor && call.Floor is null)
        {
            call.FloorPorts ??= engine.TryOpenSlidesPorts(now);
        }
    }

    /// <summary>Sockets for slides; none when no ports are free.</summary>
    public MediaPortPair? TryOpenSlidesPorts(Instant now) => engine.TryOpenSlidesPorts(now);

    /// <summary>Other sockets for a call's slides, which begin anew; false when no ports are free.</summary>
    public bool TryRenewSlides(LiveCall call, Instant now) => (call.SlidesPorts ??= engine.TryOpenSlidesPorts(now)) is not null;

    /// <summary>Slides begin, change or end as a session says. A call whose slides cannot be made goes on without.</summary>
    public void ApplySlides(LiveCall call, NegotiatedSession session, Instant now)
    {
        ApplyFloor(call, session, now);
        if (session.Slides is { } agreed && call.SlidesPorts is null)
        {
            call.Slides?.SetPeer(agreed, call.Signaling);
            return;
        }

        SlidesLeg? former = call.Slides;
        call.Slides = session.Slides is { } begun ? TryCreateSlides(call, begun, now) : null;
        DiscardUnused(call.SlidesPorts, session, now);
        call.SlidesPorts = null;

        if (former is not null)
        {
            engine.Close(former, call.Conference.Media);
        }
    }

    /// <summary>Closes a call's sockets that no description has told anybody of: they need no rest.</summary>
    public void DiscardUntold(LiveCall call, LegPorts? ports)
    {
        DiscardUntold(ports, call.SlidesPorts);
        DiscardUntold(ports: null, call.FloorPorts);
        (call.SlidesPorts, call.FloorPorts) = (null, null);
    }

    /// <summary>The same for sockets that no call has yet.</summary>
    public void DiscardUntold(LegPorts? ports, MediaPortPair? slides)
    {
        if (ports is not null)
        {
            engine.Discard(ports, Instant.Distant);
        }

        if (slides is not null)
        {
            engine.Discard(slides, Instant.Distant);
        }
    }

    /// <summary>Makes the leg of a session on the call's waiting sockets; false when a codec fails.</summary>
    public bool TryCreateLeg(LiveCall call, NegotiatedSession session, Instant now)
    {
        call.Session = session;
        int clockRate = session.Audio?.ClockRate ?? TelephonyClockRate;
        if (call.Lines is null || call.Lines.Audio.ClockRate != clockRate)
        {
            LegLines fresh = engine.NewLines(clockRate);
            call.Lines = call.Lines is null ? fresh : call.Lines with { Audio = fresh.Audio };
        }

        LegPorts ports = call.Ports!;
        call.Ports = null;
        var request = new LegRequest(
            call.Site,
            session,
            call.Lines,
            call.Signaling,
            call.Conference.State.Settings.Picture.BitsPerSecond,
            key => control.TryPost(() => onKey(call, key)),
            () => control.TryPost(() => onKeyFrameWanted(call)))
        {
            Previous = call.Leg,
            IsAdopted = call.IsAdopted,
        };
        try
        {
            call.Leg = engine.CreateLeg(request, ports, now);
            return true;
        }
        catch (CodecException fault)
        {
            faults.OnCodecFailed(call.Title, fault);
            return false;
        }
    }

    /// <summary>Closes a leg once no loop uses it any more.</summary>
    public void Close(MediaLeg leg, LiveConference conference) => engine.Close(leg, conference.Media);

    /// <summary>Takes back all that a call has.</summary>
    public void Release(LiveCall call, Instant now)
    {
        if (call.Leg is { } leg)
        {
            Close(leg, call.Conference);
        }

        if (call.Ports is { } ports)
        {
            engine.Discard(ports, now);
        }

        if (call.Slides is { } slides)
        {
            engine.Close(slides, call.Conference.Media);
        }

        if (call.Floor is { } floor)
        {
            engine.Close(floor.Channel, conference: null);
        }

        foreach (MediaPortPair waiting in new[] { call.SlidesPorts, call.FloorPorts }.OfType<MediaPortPair>())
        {
            engine.Discard(waiting, now);
        }
    }

    private void ApplyFloor(LiveCall call, NegotiatedSession session, Instant now)
    {
        if (session.Floor is null && call.Floor is { } former)
        {
            engine.Close(former.Channel, conference: null);
            call.Floor = null;
        }

        if (session.Floor is { } agreed)
        {
            call.Floor ??= call.FloorPorts is { } ports ? NewFloor(call, agreed, ports) : null;
            call.Floor?.SetPeer(agreed, call.Signaling);
        }

        DiscardUnused(call.FloorPorts, session, now);
        call.FloorPorts = null;
    }

    // Ports that our offer told rest a while: the room may still send to them.
    private void DiscardUnused(MediaPortPair? unused, NegotiatedSession session, Instant now)
    {
        if (unused is not null)
        {
            engine.Discard(unused, session.OfferedByUs ? now : Instant.Distant);
        }
    }

    private CallFloor NewFloor(LiveCall call, NegotiatedFloor agreed, MediaPortPair ports)
    {
        call.FloorPorts = null;
        CallFloor? made = null;
        var channel = new FloorChannel(ports, (datagram, from) => control.TryPost(() =>
        {
            if (ReferenceEquals(call.Floor, made))
            {
                made!.Receive(datagram, from, MonotonicClock.Now);
            }
        }));
        made = new CallFloor(call, agreed.Association, channel);
        channel.Start(engine.Receive);
        return made;
    }

    private SlidesLeg? TryCreateSlides(LiveCall call, NegotiatedVideo agreed, Instant now)
    {
        MediaPortPair ports = call.SlidesPorts!;
        call.SlidesPorts = null;
        call.SlidesLine ??= engine.NewPictureLine();
        var request = new PictureRequest(agreed, call.SlidesLine, ContentFormat.BitsPerSecond, () => control.TryPost(() => onKeyFrameWanted(call)))
        {
            Before = call.Slides?.Sockets.Security,
            IsAdopted = call.IsAdopted,
        };
        try
        {
            return engine.CreateSlides(request, call.Signaling, ports, now);
        }
        catch (CodecException fault)
        {
            faults.OnCodecFailed(call.Title, fault);
            return null;
        }
    }
}

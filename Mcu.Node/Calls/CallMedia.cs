using Mcu.Core.Codecs;
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

    /// <summary>Closes a call's sockets that no description has told anybody of: they need no rest.</summary>
    public void DiscardUntold(LegPorts ports) => engine.Discard(ports, Instant.Distant);

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
    }
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Cascade.Meetings;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>
/// Sends a conference's measurements once per interval. Each is taken when the one before has left, so nothing queues up: a
/// reader that is slow misses the intervals in between, and is told how many.
/// </summary>
internal sealed class WatchStream(IConferenceControl control, TimeProvider time, TimeSpan interval)
{
    /// <summary>Sends until the reader leaves or the conference ends.</summary>
    public async Task RunAsync(string conference, IServerStreamWriter<V1.WatchUpdate> writer, ServerCallContext context)
    {
        ConferenceDetails details = await ControlCalls.RunAsync(context, cancel => control.GetAsync(conference, cancel));
        string id = details.Conference.Id;
        long due = time.GetTimestamp();
        uint missed = 0;
        while (true)
        {
            await writer.WriteAsync(Update(details, missed), context.CancellationToken);
            (missed, TimeSpan wait) = Next(ref due);
            await Task.Delay(wait, time, context.CancellationToken);
            ControlResult<ConferenceDetails> next =
                await ControlCalls.TryAsync(context, cancel => control.GetAsync(id, cancel), ControlCalls.Limit);
            if (next.Error is { Reason: ControlReason.ConferenceNotFound })
            {
                return;
            }

            details = next.TryGet(out ConferenceDetails? now, out ControlError? error) ? now : throw ErrorStatus.ToRpcException(error);
        }
    }

    /// <summary>Moves to the next interval that lies ahead: how many were missed, and how long until it begins.</summary>
    private (uint Missed, TimeSpan Wait) Next(ref long due)
    {
        long step = (long)(interval.TotalSeconds * time.TimestampFrequency);
        long now = time.GetTimestamp();
        long missed = Math.Max(0, (now - due) / step);
        due += (missed + 1) * step;
        return ((uint)missed, time.GetElapsedTime(now, due));
    }

    private V1.WatchUpdate Update(ConferenceDetails details, uint missed)
    {
        var update = new V1.WatchUpdate
        {
            At = time.GetUtcNow().ToTimestamp(),
            Conference = details.Conference.ToProto(),
            FrameRate = details.FrameRate,
            Missed = missed,
        };
        update.Sites.Add(details.Sites.Select(site => site.ToProto()));
        update.Faults.Add(FaultAttribution.Of(update.Sites.Select(site => (site.Unit, site.Problem.Length > 0))).Select(fault =>
            new V1.UnitFault { Unit = fault.Unit, Sites = (uint)fault.Sites, Affected = (uint)fault.Affected }));
        return update;
    }
}

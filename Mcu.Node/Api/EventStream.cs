using Grpc.Core;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>
/// Sends events from the history on. The reader's position is all that is kept for it; what the history has passed over while it
/// was slow is counted in the next event's <c>missed</c>.
/// </summary>
internal sealed class EventStream(IConferenceControl control, EventHistory history)
{
    private const int Batch = 64;

    /// <summary>Sends until the reader leaves; without <c>follow</c>, until the newest event.</summary>
    public async Task RunAsync(V1.EventsRequest request, IServerStreamWriter<V1.Event> writer, ServerCallContext context)
    {
        string? id = request.Conference.Length == 0 ? null : await FindAsync(request.Conference, context);
        long after = (long)request.AfterSequence;
        if (after > history.LastSequence)
        {
            // A number of an earlier run of the node: its successor starts anew.
            after = 0;
        }

        long missed = 0;
        while (true)
        {
            IReadOnlyList<ControlEvent> events = history.Read(after, Batch, out long lost);
            missed += after == 0 ? 0 : lost;
            foreach (ControlEvent item in events.Where(item => Fits(item, id, request.Kinds)))
            {
                await writer.WriteAsync(item.ToProto(missed), context.CancellationToken);
                missed = 0;
            }

            after = events.Count > 0 ? events[^1].Sequence : after;
            if (events.Count == Batch)
            {
                continue;
            }

            if (!request.Follow)
            {
                return;
            }

            await history.WaitAsync(after, context.CancellationToken);
        }
    }

    private static bool Fits(ControlEvent item, string? conferenceId, ICollection<V1.EventKind> kinds) =>
        (conferenceId is null || string.Equals(item.ConferenceId, conferenceId, StringComparison.Ordinal))
        && (kinds.Count == 0 || kinds.Contains(item.Kind.ToProto()));

    /// <summary>The id of a conference that is there, or of one that has ended and is remembered by the history only.</summary>
    private async Task<string> FindAsync(string query, ServerCallContext context)
    {
        IReadOnlyList<ConferenceInfo> running = await ControlCalls.AskAsync(context, control.ListAsync);
        IEnumerable<NameKeys> ended = history.Read(0, int.MaxValue, out _)
            .Where(item => item is { ConferenceId: not null, Conference: not null })
            .Select(item => new NameKeys(item.ConferenceId!, item.Conference!));
        IEnumerable<NameKeys> known = running
            .Select(item => new NameKeys(item.Id, item.Name, item.Number, item.SipUser))
            .Concat(ended)
            .DistinctBy(item => item.Id, StringComparer.Ordinal);
        ControlResult<NameKeys> found = ControlLookup.Conference(known, query, keys => keys);
        return found.TryGet(out NameKeys keys, out ControlError? error) ? keys.Id : throw ErrorStatus.ToRpcException(error);
    }
}

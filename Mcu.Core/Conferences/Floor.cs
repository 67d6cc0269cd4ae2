using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences;

/// <summary>
/// The right to speak in one conference (RFC 8855): participants ask, the chair gives. At most one holds the floor; who
/// asks waits in the order of asking, once, unless the chair changes the order. Pure state: each act is done at once,
/// and <see cref="TryTakeEvent"/> then tells what has changed. Acts that change nothing return false.
/// </summary>
public sealed class Floor
{
    private readonly List<FloorRequest> queue = [];
    private readonly Queue<FloorEvent> events = new();
    private int lastId;

    /// <summary>A floor that nobody holds.</summary>
    public Floor()
    {
    }

    /// <summary>Goes on where another has stopped.</summary>
    public Floor(FloorSnapshot snapshot)
    {
        Holder = snapshot.Holder;
        queue.AddRange(snapshot.Queue);
        lastId = snapshot.LastId;
    }

    /// <summary>Who has the floor.</summary>
    public FloorRequest? Holder { get; private set; }

    /// <summary>Who waits, in order.</summary>
    public IReadOnlyList<FloorRequest> Queue => queue;

    /// <summary>All of the state.</summary>
    public FloorSnapshot Snapshot() => new(Holder, [.. queue], lastId);

    /// <summary>The next change that has not been taken yet, in the order in which they happened.</summary>
    public bool TryTakeEvent(out FloorEvent change) => events.TryDequeue(out change);

    /// <summary>Asks for the floor. Who holds it or waits already has the request that it has.</summary>
    public FloorRequest Request(string participant, Instant now)
    {
        if (TryFind(participant, out FloorRequest? known))
        {
            return known;
        }

        FloorRequest request = new(++lastId, participant, now);
        queue.Add(request);
        events.Enqueue(new(request, FloorRequestStatus.Accepted, queue.Count));
        return request;
    }

    /// <summary>The chair gives the floor to somebody, who need not have asked; who held it loses it.</summary>
    public bool Give(string participant, Instant now)
    {
        if (Holds(participant))
        {
            return false;
        }

        int at = IndexOf(participant);
        FloorRequest request = at < 0 ? new(++lastId, participant, now) : queue[at] with { Since = now };
        Take();
        Holder = request;
        events.Enqueue(new(request, FloorRequestStatus.Granted, 0));
        if (at >= 0)
        {
            queue.RemoveAt(at);
            TellPositions(at, queue.Count - 1);
        }

        return true;
    }

    /// <summary>The chair gives the floor to who is first in the queue.</summary>
    public bool GiveNext(Instant now) => queue.Count > 0 && Give(queue[0].Participant, now);

    /// <summary>The chair takes the floor away.</summary>
    public bool Take() => EndHolding(FloorRequestStatus.Revoked);

    /// <summary>Gives the floor back, or takes a request back; also for who leaves the conference.</summary>
    public bool Release(string participant) => Holds(participant)
        ? EndHolding(FloorRequestStatus.Released)
        : Dequeue(participant, FloorRequestStatus.Cancelled);

    /// <summary>The chair refuses a request.</summary>
    public bool Deny(string participant) => Dequeue(participant, FloorRequestStatus.Denied);

    /// <summary>The chair gives a request another place in the queue; 1 is next.</summary>
    public bool Move(string participant, int queuePosition)
    {
        int from = IndexOf(participant);
        int to = Math.Clamp(queuePosition, 1, Math.Max(1, queue.Count)) - 1;
        if (from < 0 || from == to)
        {
            return false;
        }

        FloorRequest request = queue[from];
        queue.RemoveAt(from);
        queue.Insert(to, request);
        TellPositions(Math.Min(from, to), Math.Max(from, to));
        return true;
    }

    private bool Holds(string participant) => Holder?.Participant == participant;

    private int IndexOf(string participant) => queue.FindIndex(request => request.Participant == participant);

    private bool TryFind(string participant, [NotNullWhen(true)] out FloorRequest? request)
    {
        int at = IndexOf(participant);
        request = Holds(participant) ? Holder : at >= 0 ? queue[at] : null;
        return request is not null;
    }

    private bool EndHolding(FloorRequestStatus status)
    {
        if (Holder is null)
        {
            return false;
        }

        events.Enqueue(new(Holder, status, 0));
        Holder = null;
        return true;
    }

    private bool Dequeue(string participant, FloorRequestStatus status)
    {
        int at = IndexOf(participant);
        if (at < 0)
        {
            return false;
        }

        events.Enqueue(new(queue[at], status, 0));
        queue.RemoveAt(at);
        TellPositions(at, queue.Count - 1);
        return true;
    }

    private void TellPositions(int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            events.Enqueue(new(queue[i], FloorRequestStatus.Accepted, i + 1));
        }
    }
}

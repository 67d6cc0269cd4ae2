using System.Threading.Channels;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Cascade.Links;

/// <summary>
/// What waits to leave on a link, between the control loop that fills it and the one task that writes. Bounded: when it is full the
/// link is to end, for a message that must not be lost would be. What is worth nothing when late is dropped by age.
/// </summary>
public sealed class LinkOutbox(Func<Instant> clock, int capacity = 1024)
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(LinkEnvelope Envelope, Instant At)> queue =
        Channel.CreateBounded<(LinkEnvelope, Instant)>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    private ulong sent;
    private long dropped;
    private long fenced;

    /// <summary>Envelopes dropped because they were too old.</summary>
    public long Dropped => Volatile.Read(ref dropped);

    /// <summary>Looked at before every write of what only an active node may say; none: everything may leave.</summary>
    public EgressGate? Gate { get; init; }

    /// <summary>
    /// Envelopes dropped because the gate was closed. When a node goes on as the active one, links with a higher count than before
    /// have missed something: meetings are told anew on them.
    /// </summary>
    public long Fenced => Volatile.Read(ref fenced);

    /// <summary>Queues an envelope; false when there is no room. Control loop's thread only.</summary>
    public bool TryPost(LinkEnvelope envelope, Instant now) => queue.Writer.TryWrite((envelope, now));

    /// <summary>Nothing more comes.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>Writes what comes, in order, until <see cref="Complete"/>; each write may take so long at most.</summary>
    /// <param name="write">Writes one envelope.</param>
    /// <param name="received">The newest envelope that came, to acknowledge.</param>
    /// <param name="limit">For one write.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <exception cref="TimeoutException">A write took too long.</exception>
    public async Task DrainAsync(Func<LinkEnvelope, CancellationToken, Task> write, Func<ulong> received, TimeSpan limit, CancellationToken cancel)
    {
        await foreach ((LinkEnvelope envelope, Instant at) in queue.Reader.ReadAllAsync(cancel))
        {
            if (IsStale(envelope, at))
            {
                dropped++;
                continue;
            }

            if (IsFenced(envelope))
            {
                fenced++;
                continue;
            }

            envelope.Seq = ++sent;
            envelope.Ack = received();
            await write(envelope, cancel).WaitAsync(limit, cancel);
        }
    }

    private bool IsFenced(LinkEnvelope envelope) =>
        Gate is not null && LinkProtocol.NeedsActiveNode(envelope.BodyCase) && !Gate.IsOpen(clock());

    private bool IsStale(LinkEnvelope envelope, Instant at) =>
        envelope.BodyCase is LinkEnvelope.BodyOneofCase.Levels or LinkEnvelope.BodyOneofCase.Heartbeat && clock() - at > StaleAfter;
}

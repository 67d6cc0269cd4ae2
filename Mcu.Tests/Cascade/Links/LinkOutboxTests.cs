using Mcu.Cascade.Failover;
using Mcu.Cascade.Links;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Links;

/// <summary>What waits to leave on a link.</summary>
public sealed class LinkOutboxTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private Instant now = Instant.FromMilliseconds(1000);

    [Test]
    public async Task DrainAsync_Envelopes_LeaveInOrderNumberedWithTheAcknowledgement()
    {
        var outbox = new LinkOutbox(() => now);
        Assert.That(outbox.TryPost(new LinkEnvelope { Roster = new Roster() }, now));
        Assert.That(outbox.TryPost(new LinkEnvelope { Heartbeat = new Heartbeat() }, now));
        List<LinkEnvelope> left = await Drain(outbox);
        Assert.That(left.Select(envelope => (envelope.Seq, envelope.Ack, envelope.BodyCase)), Is.EqualTo(new[]
        {
            (1ul, 9ul, LinkEnvelope.BodyOneofCase.Roster), (2ul, 9ul, LinkEnvelope.BodyOneofCase.Heartbeat),
        }));
    }

    [Test]
    public async Task DrainAsync_LateEnvelopes_DropsLevelsAndHeartbeatsAndKeepsWhatMustNotBeLost()
    {
        var outbox = new LinkOutbox(() => now);
        outbox.TryPost(new LinkEnvelope { Levels = new Levels() }, now);
        outbox.TryPost(new LinkEnvelope { Heartbeat = new Heartbeat() }, now);
        outbox.TryPost(new LinkEnvelope { Directive = new Directive() }, now);
        now += TimeSpan.FromSeconds(1);
        outbox.TryPost(new LinkEnvelope { Levels = new Levels() }, now);
        List<LinkEnvelope> left = await Drain(outbox);
        Assert.That(left.Select(envelope => (envelope.Seq, envelope.BodyCase)), Is.EqualTo(new[]
        {
            (1ul, LinkEnvelope.BodyOneofCase.Directive), (2ul, LinkEnvelope.BodyOneofCase.Levels),
        }));
        Assert.That(outbox.Dropped, Is.EqualTo(2));
    }

    [Test]
    public void TryPost_WhenFull_SaysSo()
    {
        var outbox = new LinkOutbox(() => now, capacity: 3);
        Assert.That(Enumerable.Range(0, 5).Count(_ => outbox.TryPost(new LinkEnvelope(), now)), Is.EqualTo(3));
    }

    [Test]
    public void DrainAsync_OtherSideDoesNotRead_TimesOut()
    {
        var outbox = new LinkOutbox(() => now);
        outbox.TryPost(new LinkEnvelope(), now);
        Assert.That(
            async () => await outbox.DrainAsync((_, _) => new TaskCompletionSource().Task, () => 0, TimeSpan.FromMilliseconds(1), CancellationToken.None),
            Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task DrainAsync_GateClosed_OnlyWhatKeepsTheLinkWarmLeaves()
    {
        var gate = new EgressGate();
        gate.OpenUntil(now);
        var outbox = new LinkOutbox(() => now) { Gate = gate };
        LinkEnvelope[] active =
        [
            new() { Meeting = new Meeting() }, new() { Directive = new Directive() }, new() { Subscribe = new Subscribe() },
            new() { ChannelOpen = new ChannelOpen() }, new() { Roster = new Roster() }, new() { Levels = new Levels() },
        ];
        LinkEnvelope[] warm =
        [
            new() { Welcome = new Welcome() }, new() { Heartbeat = new Heartbeat() }, new() { MediaOffer = new MediaOffer() },
            new() { Goodbye = new Goodbye() },
        ];
        Array.ForEach([.. active, .. warm], envelope => outbox.TryPost(envelope, now));
        List<LinkEnvelope> left = await Drain(outbox);
        Assert.That(left.Select(envelope => envelope.BodyCase), Is.EqualTo(warm.Select(envelope => envelope.BodyCase)));
        Assert.That(left.Select(envelope => envelope.Seq), Is.EqualTo(new[] { 1ul, 2ul, 3ul, 4ul }), "no gap where something was held back");
        Assert.That(outbox.Fenced, Is.EqualTo(active.Length));
    }

    [Test]
    public async Task DrainAsync_GateOpen_AllLeaves()
    {
        var gate = new EgressGate();
        gate.OpenUntil(now + TimeSpan.FromMilliseconds(80));
        var outbox = new LinkOutbox(() => now) { Gate = gate };
        outbox.TryPost(new LinkEnvelope { Directive = new Directive() }, now);
        Assert.That(await Drain(outbox), Has.Count.EqualTo(1));
        Assert.That(outbox.Fenced, Is.Zero);
    }

    private static async Task<List<LinkEnvelope>> Drain(LinkOutbox outbox)
    {
        List<LinkEnvelope> left = [];
        outbox.Complete();
        await outbox.DrainAsync(
            (envelope, _) =>
            {
                left.Add(envelope);
                return Task.CompletedTask;
            },
            () => 9,
            Limit,
            CancellationToken.None);
        return left;
    }
}

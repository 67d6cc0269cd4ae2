using Grpc.Core;
using Mcu.Node.Api;
using Mcu.Node.Control;
using Mcu.V1;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Api;

/// <summary>Watch and Events: what a slow reader costs, and what it is told.</summary>
public sealed class StreamsTests
{
    [Test]
    public async Task Watch_ReaderStopsForFiveIntervals_LosesThemAndIsTold()
    {
        var time = new FakeTimeProvider();
        var control = new FakeControl(new EventHistory());
        control.Add(Samples.ProvinceMeeting());
        var reader = new GatedWriter<WatchUpdate>();
        using var context = new FakeCallContext();
        Task watching = new WatchStream(control, time, TimeSpan.FromSeconds(1)).RunAsync("2026", reader, context);

        time.Advance(TimeSpan.FromSeconds(5.5));
        reader.Open();
        time.Advance(TimeSpan.FromSeconds(0.5));
        await reader.ReceivedAsync(2);
        await context.CancelAsync(watching);

        Assert.That(reader.Received.Select(update => update.Missed), Is.EqualTo(new uint[] { 0, 5 }));
    }

    [Test]
    public async Task Watch_ConferenceEnds_EndsTheStream()
    {
        var time = new FakeTimeProvider();
        var control = new FakeControl(new EventHistory());
        control.Add(Samples.ProvinceMeeting());
        var reader = new GatedWriter<WatchUpdate>();
        reader.Open();
        using var context = new FakeCallContext();
        Task watching = new WatchStream(control, time, TimeSpan.FromSeconds(1)).RunAsync("2026", reader, context);
        await reader.ReceivedAsync(1);
        await control.EndAsync(new Act("1", "me"), "2026", CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));
        await watching;
        Assert.That(reader.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Events_HistoryPassedOverSome_NextOneSaysHowMany()
    {
        var history = new EventHistory(capacity: 4);
        Publish(history, count: 10);
        GatedWriter<Event> reader = await ReadAsync(history, new EventsRequest { AfterSequence = 2 });
        Assert.That(reader.Received.Select(item => item.Sequence), Is.EqualTo(new ulong[] { 7, 8, 9, 10 }));
        Assert.That(reader.Received.Select(item => item.Missed), Is.EqualTo(new ulong[] { 4, 0, 0, 0 }));
    }

    [Test]
    public async Task Events_FromTheStart_MissesNothing()
    {
        var history = new EventHistory(capacity: 4);
        Publish(history, count: 10);
        GatedWriter<Event> reader = await ReadAsync(history, new EventsRequest());
        Assert.That(reader.Received.Select(item => item.Missed), Is.All.Zero);
    }

    [Test]
    public async Task Events_NumberOfAnEarlierRun_StartsAnew()
    {
        var history = new EventHistory();
        Publish(history, count: 3);
        GatedWriter<Event> reader = await ReadAsync(history, new EventsRequest { AfterSequence = 900 });
        Assert.That(reader.Received, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Events_OfAnEndedConferenceAndOneKind_GivesThoseOnly()
    {
        var history = new EventHistory();
        history.Publish(FakeControl.Morning, ControlEventKind.ConferenceCreated, "a-1", "Giao ban A");
        history.Publish(FakeControl.Morning, ControlEventKind.SiteConnected, "a-1", "Giao ban A", "Nha Trang");
        history.Publish(FakeControl.Morning, ControlEventKind.SiteConnected, "b-1", "Giao ban B", "Cam Ranh");
        GatedWriter<Event> reader = await ReadAsync(
            history, new EventsRequest { Conference = "giao ban a", Kinds = { EventKind.SiteConnected } });
        Assert.That(reader.Received.Select(item => item.Site), Is.EqualTo(new[] { "Nha Trang" }));
    }

    [Test]
    public async Task Events_Follow_GetsWhatHappensLater()
    {
        var history = new EventHistory();
        var reader = new GatedWriter<Event>();
        reader.Open();
        using var context = new FakeCallContext();
        Task following = new EventStream(new FakeControl(history), history)
            .RunAsync(new EventsRequest { Follow = true }, reader, context);
        Publish(history, count: 2);
        await reader.ReceivedAsync(2);
        await context.CancelAsync(following);
        Assert.That(reader.Received.Select(item => item.Sequence), Is.EqualTo(new ulong[] { 1, 2 }));
    }

    [Test]
    public async Task Events_ReaderStopsOverASocket_LosesEventsAndTheServerKeepsNone()
    {
        await using ApiServer server = await ApiServer.StartAsync(history: 16);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["detail"] = new('x', 4000) };
        const int Total = 10_000;
        using AsyncServerStreamingCall<Event> call = new V1.ConferenceService.ConferenceServiceClient(server.Channel)
            .Events(new EventsRequest { Follow = true });
        server.Events.Publish(FakeControl.Morning, ControlEventKind.Alarm, details: details);
        Assert.That(await call.ResponseStream.MoveNext(CancellationToken.None), Is.True);
        for (int i = 1; i < Total; i++)
        {
            server.Events.Publish(FakeControl.Morning, ControlEventKind.Alarm, details: details);
        }

        ulong received = 1;
        ulong missed = 0;
        while (call.ResponseStream.Current.Sequence < Total && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            received++;
            missed += call.ResponseStream.Current.Missed;
        }

        Assert.That(missed, Is.GreaterThan(0));
        Assert.That(received + missed, Is.EqualTo((ulong)Total), "every event was received or counted as missed");
    }

    [Test]
    public void EventKinds_OursAndTheProtos_HaveTheSameNames()
    {
        foreach (ControlEventKind kind in Enum.GetValues<ControlEventKind>())
        {
            Assert.That($"{kind.ToProto()}", Is.EqualTo($"{kind}"));
        }
    }

    private static void Publish(EventHistory history, int count)
    {
        for (int i = 0; i < count; i++)
        {
            history.Publish(FakeControl.Morning, ControlEventKind.Alarm);
        }
    }

    private static async Task<GatedWriter<Event>> ReadAsync(EventHistory history, EventsRequest request)
    {
        var reader = new GatedWriter<Event>();
        reader.Open();
        using var context = new FakeCallContext();
        await new EventStream(new FakeControl(history), history).RunAsync(request, reader, context);
        return reader;
    }
}

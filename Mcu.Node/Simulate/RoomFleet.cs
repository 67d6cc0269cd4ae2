using Mcu.Core.Codecs;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Simulate.Media;
using Mcu.Node.Simulate.Pictures;
using Mcu.Node.Simulate.Sip;

namespace Mcu.Node.Simulate;

/// <summary>
/// Many simulated rooms in one process: one SIP agent, one receive loop, one send loop. <see cref="PrepareAsync"/>, then
/// either <see cref="RunAsync"/>, or call rooms one by one and bracket what counts by <see cref="BeginMeasuring"/> and
/// <see cref="EndMeasuring"/>; <see cref="Report"/> at any time.
/// </summary>
public sealed class RoomFleet : IAsyncDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestJoin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly FleetOptions options;
    private readonly FleetMedia media;
    private readonly Phone phone;
    private readonly SendLoop sending;
    private readonly RoomDirectory directory;
    private readonly long startedAt = System.Diagnostics.Stopwatch.GetTimestamp();
    private readonly TimeSpan processorAtStart = Environment.CpuUsage.TotalTime;
    private TimeSpan? lasted;

    private RoomFleet(FleetOptions options, RoomContent[] contents, TalkSchedule schedule, IReadOnlyList<RoomPlan> plans, ICodecFactory codecs, ILoopObserver observer)
    {
        this.options = options;
        var clock = new FleetClock();
        directory = new RoomDirectory(clock);
        media = new FleetMedia(options, plans.Count(plan => plan.Decodes), codecs, observer);
        phone = new Phone(options.LocalAddress, options.Rooms + 16, observer);
        var context = new FleetContext(options, schedule, clock, phone, media, directory);
        Rooms = [.. plans.Select(plan => new SimulatedRoom(plan, plan.IsWatcher ? null : contents[plan.Index], context))];
        directory.Fill(Rooms);
        sending = new SendLoop(Rooms, observer);
    }

    /// <summary>All rooms; those that only watch come last.</summary>
    public IReadOnlyList<SimulatedRoom> Rooms { get; }

    /// <summary>While set no room is blamed for not hearing others: somebody has parted the meeting on purpose.</summary>
    public bool IsParted
    {
        get => directory.IsParted;
        set => directory.IsParted = value;
    }

    /// <summary>
    /// Somebody takes sound and picture away on purpose: from now on no room is blamed for what it misses, and how long it misses it is
    /// measured.
    /// </summary>
    public void BeginOutage()
    {
        IsParted = true;
        Instant now = MonotonicClock.Now;
        foreach (SimulatedRoom room in Rooms)
        {
            room.BeginOutage(now);
        }
    }

    /// <summary>All should be back.</summary>
    public void EndOutage()
    {
        IsParted = false;
        Instant now = MonotonicClock.Now;
        foreach (SimulatedRoom room in Rooms)
        {
            room.EndOutage(now);
        }
    }

    /// <summary>How long each room missed sound and picture at most since <see cref="BeginOutage"/>.</summary>
    public IReadOnlyList<RoomGaps> Gaps()
    {
        Instant now = MonotonicClock.Now;
        return [.. Rooms.Select(room => room.Gaps(now))];
    }

    /// <summary>Whether every room has got sound and a picture within a time before now.</summary>
    public bool AllGotWithin(TimeSpan time)
    {
        Instant since = MonotonicClock.Now - time;
        return Rooms.All(room => room.CameSince(since));
    }

    /// <summary>How late and how busy the send loop is.</summary>
    public LoopStatistics Sending => sending.Statistics;

    /// <summary>Makes what rooms send, which takes seconds with many, and opens sockets. Nobody calls yet.</summary>
    /// <param name="options">What the rooms are to be.</param>
    /// <param name="codecs">Codecs for both ways.</param>
    /// <param name="observer">Is told of faults.</param>
    /// <param name="progress">Told how many rooms' content is ready.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SimulationException">The video file cannot be read.</exception>
    public static Task<RoomFleet> PrepareAsync(
        FleetOptions options, ICodecFactory codecs, ILoopObserver observer, IProgress<int>? progress = null, CancellationToken cancel = default) =>
        PrepareAsync(options, codecs, observer, pictures: null, progress, cancel);

    /// <summary>The same with pictures that were encoded elsewhere: room i sends the i-th, in turn.</summary>
    internal static async Task<RoomFleet> PrepareAsync(
        FleetOptions options,
        ICodecFactory codecs,
        ILoopObserver observer,
        IReadOnlyList<PictureClip>? pictures,
        IProgress<int>? progress = null,
        CancellationToken cancel = default)
    {
        IReadOnlyList<RoomPlan> plans = RoomPlan.Of(options);
        var schedule = new TalkSchedule(options.Sites, options.Seed);
        RoomContent[] contents = await new ContentStudio(options, schedule, codecs, pictures).MakeAsync(plans, progress, cancel);
        return new RoomFleet(options, contents, schedule, plans, codecs, observer);
    }

    /// <summary>Has all rooms call, one after the other, and waits until each is answered or has failed.</summary>
    public async Task CallAllAsync(CancellationToken cancel = default)
    {
        foreach (SimulatedRoom room in Rooms)
        {
            await room.CallAsync();
            await Task.Delay(options.Stagger, cancel);
        }

        await UntilAsync(() => Rooms.All(room => room.State is not RoomState.Calling), LongestJoin, cancel);
    }

    /// <summary>Frame rates and freezes count from now on.</summary>
    public void BeginMeasuring() => Measure(begin: true);

    /// <summary>Frame rates and freezes count no longer.</summary>
    public void EndMeasuring() => Measure(begin: false);

    /// <summary>
    /// Calls with all rooms, lets them be in the call for a time, hangs up, reports. Ends early, with BYE, when cancelled, and
    /// at once when no room got in.
    /// </summary>
    /// <param name="duration">How long to measure when all have joined.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <param name="meanwhile">Begun when all have joined, and finished before the rooms hang up; null for nothing.</param>
    public async Task<FleetReport> RunAsync(TimeSpan duration, CancellationToken cancel = default, Func<CancellationToken, Task>? meanwhile = null)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task company = Task.CompletedTask;
        try
        {
            await CallAllAsync(cancel);
            await Task.Delay(Settling, cancel);
            BeginMeasuring();
            company = meanwhile?.Invoke(over.Token) ?? company;
            await (Rooms.Any(room => room.State == RoomState.Connected) ? Task.Delay(duration, cancel) : Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // Ends in order below.
        }

        EndMeasuring();
        FleetReport report = Report();
        await over.CancelAsync();
        await company;
        await HangupAllAsync();
        return report;
    }

    /// <summary>Hangs up all calls and waits for the MCU to answer the BYEs, 3 s at most.</summary>
    public async Task HangupAllAsync()
    {
        foreach (SimulatedRoom room in Rooms)
        {
            await room.HangupAsync();
        }

        await UntilAsync(() => phone.Calls == 0, LongestGoodbye, CancellationToken.None);
    }

    /// <summary>What was measured by now.</summary>
    public FleetReport Report() => new(
        [.. Rooms.Select(room => room.Report())],
        lasted ?? System.Diagnostics.Stopwatch.GetElapsedTime(startedAt),
        (Environment.CpuUsage.TotalTime - processorAtStart).TotalMilliseconds);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await HangupAllAsync();
        await phone.DisposeAsync();
        sending.Dispose();
        media.Dispose();
    }

    private static async Task UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancel)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!condition() && System.Diagnostics.Stopwatch.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Glance, cancel);
        }
    }

    private void Measure(bool begin)
    {
        Instant now = MonotonicClock.Now;
        foreach (SimulatedRoom room in Rooms)
        {
            room.Measure(begin, now);
        }

        lasted = begin ? null : System.Diagnostics.Stopwatch.GetElapsedTime(startedAt);
    }
}

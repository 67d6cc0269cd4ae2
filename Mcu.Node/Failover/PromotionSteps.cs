namespace Mcu.Node.Failover;

/// <summary>
/// Carries out what follows a promotion, each step in a Polly pipeline of its own name: tried again with jitter, within limits, and
/// reported with its time. What a step is, is the caller's; none of them may hold up another. Any thread.
/// </summary>
public sealed class PromotionSteps
{
    /// <summary>Tells links the new term.</summary>
    public const string Announce = "ha-announce";

    /// <summary>Takes over calls.</summary>
    public const string Adopt = "ha-adopt";

    /// <summary>Asks for pictures.</summary>
    public const string KeyFrames = "ha-key-frames";

    /// <summary>Goes on with recordings.</summary>
    public const string Recordings = "ha-recordings";

    private readonly StepPipeline announce;
    private readonly StepPipeline adopt;
    private readonly StepPipeline keyFrames;
    private readonly StepPipeline recordings;

    /// <summary>Makes the pipelines.</summary>
    /// <param name="pace">For re-INVITEs.</param>
    /// <param name="time">The clock of limits and waits.</param>
    public PromotionSteps(CallPace pace, TimeProvider time)
    {
        Pace = pace;
        announce = new StepPipeline(Announce, PipelineLimits.Announce, time);
        adopt = new StepPipeline(Adopt, PipelineLimits.Adopt, time);
        keyFrames = new StepPipeline(KeyFrames, PipelineLimits.KeyFrames, time);
        recordings = new StepPipeline(Recordings, PipelineLimits.Recordings, time);
    }

    /// <summary>With the usual pace of re-INVITEs: 20 at once, then 50 a second.</summary>
    public PromotionSteps()
        : this(new CallPace(perSecond: 50, burst: 20, TimeProvider.System), TimeProvider.System)
    {
    }

    /// <summary>The turns of re-INVITEs, also for who calls rooms without this.</summary>
    public CallPace Pace { get; }

    /// <summary>Tells links.</summary>
    public Task<StepReport> AnnounceAsync(Func<CancellationToken, Task> step, CancellationToken cancel) => OnceAsync(announce, step, cancel);

    /// <summary>Takes over calls, each with attempts of its own, in turns. The others go on when one cannot be had.</summary>
    public Task<StepReport> AdoptAsync<T>(IReadOnlyCollection<T> calls, Func<T, CancellationToken, Task> step, CancellationToken cancel) =>
        adopt.RunAsync(calls, step, Pace.WaitAsync, cancel);

    /// <summary>Asks for pictures.</summary>
    public Task<StepReport> RequestKeyFramesAsync(Func<CancellationToken, Task> step, CancellationToken cancel) => OnceAsync(keyFrames, step, cancel);

    /// <summary>Goes on with recordings, each with attempts of its own.</summary>
    public Task<StepReport> RestartRecordingsAsync<T>(IReadOnlyCollection<T> files, Func<T, CancellationToken, Task> step, CancellationToken cancel) =>
        recordings.RunAsync(files, step, NoTurn, cancel);

    private static ValueTask NoTurn(CancellationToken cancel) => ValueTask.CompletedTask;

    private static Task<StepReport> OnceAsync(StepPipeline pipeline, Func<CancellationToken, Task> step, CancellationToken cancel) =>
        pipeline.RunAsync([pipeline.Name], (_, token) => step(token), NoTurn, cancel);
}

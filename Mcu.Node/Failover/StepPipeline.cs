using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Mcu.Node.Failover;

/// <summary>One named pipeline: a limit in all, retries with jitter, a limit for each attempt.</summary>
internal sealed class StepPipeline
{
    private readonly ResiliencePipeline pipeline;
    private readonly TimeProvider time;

    public StepPipeline(string name, PipelineLimits limits, TimeProvider time)
    {
        (Name, this.time) = (name, time);
        pipeline = new ResiliencePipelineBuilder { Name = name, TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Name = "total", Timeout = limits.TotalLimit })
            .AddRetry(new RetryStrategyOptions
            {
                Name = "again",
                MaxRetryAttempts = limits.Retries,
                Delay = limits.Delay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null and not OperationCanceledException),
            })
            .AddTimeout(new TimeoutStrategyOptions { Name = "attempt", Timeout = limits.AttemptLimit })
            .Build();
    }

    public string Name { get; }

    /// <summary>Does something for each of several things, all at once but for their turns; never throws for what a step does.</summary>
    public async Task<StepReport> RunAsync<T>(
        IReadOnlyCollection<T> items, Func<T, CancellationToken, Task> step, Func<CancellationToken, ValueTask> turn, CancellationToken cancel)
    {
        long start = time.GetTimestamp();
        Attempt[] attempts = await Task.WhenAll(items.Select(item => OneAsync(token => step(item, token), turn, cancel)));
        return new StepReport(
            Name,
            items.Count,
            attempts.Count(attempt => attempt.Failure is not null),
            attempts.Sum(attempt => attempt.Count),
            time.GetElapsedTime(start),
            attempts.FirstOrDefault(attempt => attempt.Failure is not null).Failure ?? "");
    }

    private async Task<Attempt> OneAsync(Func<CancellationToken, Task> step, Func<CancellationToken, ValueTask> turn, CancellationToken cancel)
    {
        int count = 0;
        try
        {
            // The first turn is waited for outside: a call that is late in the row has its limits all the same.
            await turn(cancel);
            await pipeline.ExecuteAsync(
                async token =>
                {
                    if (count++ > 0)
                    {
                        await turn(token);
                    }

                    await step(token).WaitAsync(token); // a step that does not heed the limit is left behind
                },
                cancel);
            return new Attempt(count, Failure: null);
        }
        catch (Exception failure)
        {
            return new Attempt(count, failure.Message); // a report, whatever it was: the other steps go on
        }
    }

    private readonly record struct Attempt(int Count, string? Failure);
}

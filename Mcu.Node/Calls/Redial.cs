using Mcu.Node.Conferences;
using Polly;
using Polly.Retry;

namespace Mcu.Node.Calls;

/// <summary>The pipeline "redial": calls a site again that was busy or did not answer.</summary>
public static class Redial
{
    /// <summary>Runs an attempt, and further ones while the site may still answer.</summary>
    /// <param name="retries">Further attempts at most.</param>
    /// <param name="interval">Between attempts, give or take a quarter.</param>
    /// <param name="attempt">Makes one.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="cancel">Ends the waits, not an attempt.</param>
    public static Task<CallOutcome> RunAsync(
        int retries, TimeSpan interval, Func<Task<CallOutcome>> attempt, TimeProvider? time = null, CancellationToken cancel = default)
    {
        if (retries == 0)
        {
            return attempt();
        }

        var options = new RetryStrategyOptions<CallOutcome>
        {
            Name = "redial",
            MaxRetryAttempts = retries,
            Delay = interval,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } outcome && IsWorthAnother(outcome)),
        };
        ResiliencePipeline<CallOutcome> pipeline = new ResiliencePipelineBuilder<CallOutcome> { TimeProvider = time }.AddRetry(options).Build();
        return pipeline.ExecuteAsync(async _ => await attempt(), cancel).AsTask();
    }

    // 404, 488 and their like stay as they are; these are about the moment.
    private static bool IsWorthAnother(CallOutcome outcome) => outcome.Status is 408 or 480 or 486 or 500 or 503 or 504 or 600;
}

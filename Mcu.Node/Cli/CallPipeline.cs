using Grpc.Core;
using Polly;
using Polly.Retry;

namespace Mcu.Node.Cli;

/// <summary>
/// The pipeline <c>control-call</c>: a call whose connection broke is made again, at most twice. Safe, because the retry carries the same
/// op_id. A server that is not there at all is not asked again: the operator learns of it at once.
/// </summary>
internal static class CallPipeline
{
    public static ResiliencePipeline Create(TimeProvider time) => new ResiliencePipelineBuilder { Name = "control-call", TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            Name = "broken-connection",
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(error =>
                error.StatusCode == StatusCode.Unavailable && !RpcFailures.NeverConnected(error) && error.GetRpcStatus() is null),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}

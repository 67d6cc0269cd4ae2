using Grpc.Core;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>Runs calls into the control loop: never longer than a limit, refusals as gRPC errors.</summary>
internal static class ControlCalls
{
    /// <summary>What the control loop needs at most to answer, however loaded it is.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Who acts, from the call's metadata.</summary>
    public static Act ActOf(ServerCallContext context, string opId) =>
        new(opId, $"{OperatorIdentity.NameOf(context)} ({context.Peer})");

    /// <summary>The value of a call, or an <see cref="RpcException"/>.</summary>
    public static async Task<T> RunAsync<T>(
        ServerCallContext context, Func<CancellationToken, Task<ControlResult<T>>> call, TimeSpan? limit = null)
    {
        ControlResult<T> result = await TryAsync(context, call, limit ?? Limit);
        return result.TryGet(out T? value, out ControlError? error) ? value : throw ErrorStatus.ToRpcException(error);
    }

    /// <summary>As <see cref="RunAsync{T}"/>, for what cannot be refused.</summary>
    public static Task<T> AskAsync<T>(ServerCallContext context, Func<CancellationToken, Task<T>> call) =>
        RunAsync<T>(context, async cancel => ControlResult<T>.Done(await call(cancel)));

    /// <summary>The value of a call or its refusal; one that takes too long is refused.</summary>
    public static async Task<ControlResult<T>> TryAsync<T>(
        ServerCallContext context, Func<CancellationToken, Task<ControlResult<T>>> call, TimeSpan limit)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        bound.CancelAfter(limit);
        try
        {
            return await call(bound.Token).WaitAsync(bound.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            return ControlErrors.TimedOut(limit);
        }
    }
}

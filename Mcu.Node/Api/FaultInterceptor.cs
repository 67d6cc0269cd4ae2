using Grpc.Core;
using Grpc.Core.Interceptors;
using Mcu.Node.Control;

namespace Mcu.Node.Api;

/// <summary>Turns a bug of ours into INTERNAL with an incident number, whose log line has the exception; clients never see it.</summary>
internal sealed class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception fault) when (IsFault(fault, context))
        {
            throw Report(fault, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The reader has left: the ordinary end of a stream that is followed.
        }
        catch (Exception fault) when (IsFault(fault, context))
        {
            throw Report(fault, context);
        }
    }

    private static bool IsFault(Exception fault, ServerCallContext context) =>
        fault is not RpcException && !context.CancellationToken.IsCancellationRequested;

    private RpcException Report(Exception fault, ServerCallContext context)
    {
        string incident = Guid.NewGuid().ToString("N")[..12];
        logger.LogError(fault, "Incident {Incident} in {Method}", incident, context.Method);
        return ErrorStatus.ToRpcException(ControlErrors.Internal(incident));
    }
}

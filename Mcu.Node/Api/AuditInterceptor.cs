using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Mcu.Node.Api;

/// <summary>Writes every call that changes something, which is every request with an <c>op_id</c>, to the audit log.</summary>
internal sealed class AuditInterceptor(AuditLog log, TimeProvider time) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is not IMessage message || message.Descriptor.FindFieldByName("op_id") is not { } opId)
        {
            return await continuation(request, context);
        }

        DateTimeOffset at = time.GetUtcNow();
        long start = time.GetTimestamp();
        string result = "CANCELLED";
        try
        {
            TResponse response = await continuation(request, context);
            result = "OK";
            return response;
        }
        catch (RpcException refused)
        {
            result = refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? $"{refused.StatusCode}";
            throw;
        }
        finally
        {
            await log.AddAsync(Entry(message, opId, context, at, result, time.GetElapsedTime(start)));
        }
    }

    private static AuditEntry Entry(
        IMessage message, FieldDescriptor opId, ServerCallContext context, DateTimeOffset at, string result, TimeSpan took)
    {
        JsonNode? request = JsonNode.Parse(JsonFormatter.Default.Format(message));
        request?.AsObject().Remove(opId.JsonName);
        string act = context.Method[(context.Method.LastIndexOf('.') + 1)..];
        return new AuditEntry(
            at,
            OperatorIdentity.NameOf(context),
            context.Peer,
            (string)opId.Accessor.GetValue(message),
            act,
            request,
            result,
            Math.Round(took.TotalMilliseconds, 1));
    }
}

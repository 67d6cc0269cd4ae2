using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Mcu.Node.Control;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary>
/// On a node with a standby: meetings are steered at the MCU that leads them; an act is answered once the standby has it, and a
/// retry after a failover gets the first answer.
/// </summary>
internal sealed class ActInterceptor(IActLog acts, Configuration.HaConfiguration ha) : Interceptor
{
    private static readonly string[] OfEveryNode = ["mcu.v1.NodeService", "mcu.v1.CascadeService/Show", "mcu.v1.FailoverService", "grpc."];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!IsOfMeetings(context))
        {
            return await continuation(request, context);
        }

        RefuseUnlessActive();
        if (!acts.IsKept || request is not IMessage message || message.Descriptor.FindFieldByName("op_id")?.Accessor.GetValue(message) is not string { Length: > 0 } opId)
        {
            return await continuation(request, context);
        }

        if (acts.Find(opId) is { } first)
        {
            return first.Method == context.Method
                ? (TResponse)(Activator.CreateInstance<TResponse>() as IMessage)!.Descriptor.Parser.ParseFrom(first.Response)
                : throw ErrorStatus.ToRpcException(ControlErrors.OpIdReused(opId, first.Method));
        }

        using ActTurn turn = await acts.BeginAsync(context.CancellationToken);
        RefuseUnlessActive();
        TResponse response = await continuation(request, context);
        var record = new ActRecord { Method = context.Method, Response = ((IMessage)response).ToByteString() };
        return await acts.CommitAsync(opId, record, turn) ? response : throw ErrorStatus.ToRpcException(ControlErrors.NotKept(opId));
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        // Events are each node's own, and tell what became of the role.
        if (IsOfMeetings(context) && !context.Method.EndsWith("/Events", StringComparison.Ordinal))
        {
            RefuseUnlessActive();
        }

        return continuation(request, responseStream, context);
    }

    private static bool IsOfMeetings(ServerCallContext context) =>
        !Array.Exists(OfEveryNode, service => context.Method.AsSpan(1).StartsWith(service, StringComparison.Ordinal));

    private void RefuseUnlessActive()
    {
        if (!acts.IsActive)
        {
            string group = ha.Group ?? "";
            throw ErrorStatus.ToRpcException(acts.Leader is { } leader ? ControlErrors.NotActive(group, leader) : ControlErrors.NobodyLeads(group));
        }
    }
}

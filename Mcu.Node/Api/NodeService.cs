using Grpc.Core;
using Mcu.Node.Control;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary><c>mcu.v1.NodeService</c>.</summary>
internal sealed class NodeService(IConferenceControl control) : V1.NodeService.NodeServiceBase
{
    public override async Task<NodeInfo> Info(NodeInfoRequest request, ServerCallContext context) =>
        (await ControlCalls.AskAsync(context, control.NodeStatusAsync)).ToProto();
}

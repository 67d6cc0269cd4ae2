using Grpc.Core;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary>What operators ask of the cascade.</summary>
internal sealed class CascadeApi(Cascade.Links.NodeLinks links, ControlLoop loop) : CascadeService.CascadeServiceBase
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override Task<ShowCascadeResponse> Show(ShowCascadeRequest request, ServerCallContext context) => loop.Invoke(
        () =>
        {
            var response = new ShowCascadeResponse { Node = links.Self.Node };
            response.Path.AddRange(links.Path);
            response.Nodes.AddRange(LinkTree.Of(links, MonotonicClock.Now).Nodes);
            return response;
        },
        Limit);
}

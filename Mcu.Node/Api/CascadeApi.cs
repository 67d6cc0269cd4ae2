using Grpc.Core;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Cascade.Orphans;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary>What operators ask of the cascade.</summary>
internal sealed class CascadeApi(Cascade.Links.NodeLinks links, ControlLoop loop, HandBack handBack) : CascadeService.CascadeServiceBase
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HandBackLimit = TimeSpan.FromSeconds(50); // rooms go in turns

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

    /// <inheritdoc/>
    public override async Task<HandBackResponse> HandBack(HandBackRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        Act act = ControlCalls.ActOf(context, request.OpId);
        (string unit, IReadOnlyList<HandedBack> sites) = await ControlCalls.RunAsync(context, _ => handBack.RunAsync(act, request.Unit), HandBackLimit);
        var response = new HandBackResponse { Unit = unit };
        response.Sites.AddRange(sites.Select(site => new HandedBackSite
        {
            Conference = site.Conference, Site = site.Site, Name = site.Name, Returned = site.Reason.Length == 0, Reason = site.Reason,
        }));
        return response;
    }
}

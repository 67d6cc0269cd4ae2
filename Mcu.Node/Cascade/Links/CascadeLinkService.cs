using Grpc.Core;
using Mcu.Cascade.Identity;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>Where nodes below connect. Every caller has shown a certificate of our authority; the node id is the certificate's.</summary>
internal sealed class CascadeLinkService(NodeLinks links, ControlLoop loop) : CascadeLink.CascadeLinkBase
{
    /// <summary>The tunnel's metadata that names its link.</summary>
    public const string TokenKey = "mcu-link-bin";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task Attach(IAsyncStreamReader<LinkEnvelope> requestStream, IServerStreamWriter<LinkEnvelope> responseStream, ServerCallContext context)
    {
        string node = NodeOf(context);
        NodeLink link = await loop.Invoke(() => links.OpenChild(node, MonotonicClock.Now), Limit);
        await new LinkPump(links, loop).RunAsync(link, requestStream, (envelope, _) => responseStream.WriteAsync(envelope), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task TunnelSound(IAsyncStreamReader<TunneledPackets> requestStream, IServerStreamWriter<TunneledPackets> responseStream, ServerCallContext context)
    {
        NodeLink link = await LinkOf(context);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, link.Ended.Token);
        await link.Tunnel.CarrySoundAsync(requestStream, responseStream, either.Token);
    }

    /// <inheritdoc/>
    public override async Task TunnelPicture(IAsyncStreamReader<TunneledPackets> requestStream, IServerStreamWriter<TunneledPackets> responseStream, ServerCallContext context)
    {
        NodeLink link = await LinkOf(context);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, link.Ended.Token);
        await link.Tunnel.CarryPicturesAsync(requestStream, responseStream, either.Token);
    }

    private static string NodeOf(ServerCallContext context) => PeerNode.Of(context.GetHttpContext())
        ?? throw new RpcException(new Status(StatusCode.Unauthenticated, "a link needs a node's certificate"));

    private async Task<NodeLink> LinkOf(ServerCallContext context)
    {
        string node = NodeOf(context);
        byte[] token = context.RequestHeaders.GetValueBytes(TokenKey) ?? [];
        return await loop.Invoke(() => links.FindByToken(node, token), Limit)
            ?? throw new RpcException(new Status(StatusCode.NotFound, "no link of this token"));
    }
}

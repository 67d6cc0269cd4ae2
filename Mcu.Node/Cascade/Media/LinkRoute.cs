using Mcu.Cascade.Media;
using Mcu.Core.Rtp;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>How a link's packets go out now: replaced as a whole by the control loop.</summary>
/// <param name="Transport">UDP, or the tunnel.</param>
/// <param name="Target">Where to, by UDP.</param>
/// <param name="Key">What protects them, by UDP: a key that the other side is known to have.</param>
internal sealed record LinkRoute(LinkTransport Transport, TransportAddress Target, LinkKey? Key)
{
    /// <summary>Through the tunnel.</summary>
    public static LinkRoute Tunnel { get; } = new(LinkTransport.Tunnel, default, Key: null);
}

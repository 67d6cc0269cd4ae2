using Mcu.Node.Hosting;
using Mcu.Tests.Hosting;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>A province's, a district's and a commune's node, linked within this process, and one meeting of all with rooms at each.</summary>
internal sealed class ThreeTiers : IAsyncDisposable
{
    /// <summary>Names of a room of the commune's node, from the root down.</summary>
    public const string AtRoot = "khanh-son/son-binh/thon-1", BelowDistrict = "son-binh/thon-1", AtCommune = "thon-1";

    /// <summary>Starts the nodes and has the rooms call.</summary>
    /// <param name="communeCan">What the commune's node says that it can do; null: all.</param>
    public ThreeTiers(IReadOnlyList<string>? communeCan = null)
    {
        Chain.Links[1].ChildCan = communeCan ?? Chain.Links[1].ChildCan;
        Chain.Connect();
        // Names make tones: none of these four is a product of others, which codecs make of several at a time.
        Hall = Chain.Call(0, "hoi-truong");
        Town = Chain.Call(1, "phong-8");
        First = Chain.Call(2, AtCommune);
        Second = Chain.Call(2, "xom-moi");
        Chain.Until(
            () => Rooms.All(room => room.IsUp) && new[] { AtRoot, "khanh-son/son-binh/xom-moi" }.All(site => NodeChain.Has(Province, site, SiteState.Connected)),
            "all rooms are in one meeting");
    }

    public NodeChain Chain { get; } = new("khanh-hoa", "khanh-son", "son-binh");

    public NodeHost Province => Chain[0];

    public NodeHost District => Chain[1];

    public NodeHost Commune => Chain[2];

    /// <summary>The province's room.</summary>
    public SipRoom Hall { get; }

    /// <summary>The district's room.</summary>
    public SipRoom Town { get; }

    /// <summary>Rooms of the commune's node.</summary>
    public SipRoom First { get; }

    public SipRoom Second { get; }

    public IReadOnlyList<SipRoom> Rooms => [Hall, Town, First, Second];

    public ValueTask DisposeAsync() => Chain.DisposeAsync();
}

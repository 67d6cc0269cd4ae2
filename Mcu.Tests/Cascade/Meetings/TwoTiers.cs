using Mcu.Node.Conferences;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Tests.Hosting;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>A province's node and a district's, linked within this process, and one meeting of both with a room at each.</summary>
internal sealed class TwoTiers : IAsyncDisposable
{
    public const string Commune = "khanh-son/son-binh";
    private readonly NodeChain chain;

    public TwoTiers(bool adopts = false)
    {
        chain = new NodeChain(adopts, "khanh-hoa", "khanh-son");
        chain.Connect();
        Hall = chain.Call(0, "hoi-truong");
        SonBinh = chain.Call(1, "son-binh");
        Until(() => Hall.IsUp && SonBinh.IsUp && NodeChain.Has(Province, Commune, SiteState.Connected), "both rooms are in one meeting");
    }

    public NodeHost Province => chain[0];

    public NodeHost District => chain[1];

    /// <summary>The province's room.</summary>
    public SipRoom Hall { get; }

    /// <summary>The commune's room, which has called its district.</summary>
    public SipRoom SonBinh { get; }

    public LiveConference AtProvince => chain.At(0);

    public LiveConference AtDistrict => chain.At(1);

    /// <summary>Where rooms call the district.</summary>
    public System.Net.IPEndPoint DistrictSip => chain.SipOf(1);

    public LoopbackLink Link => chain.Links[0];

    public IEnumerable<string> Faults => chain.Faults;

    public Act NewAct() => chain.NewAct();

    public void Cut() => chain.Links[0].Cut();

    public void Heal() => chain.Links[0].Connect();

    /// <summary>Has the district come back as one of an older version, with these capabilities.</summary>
    public void HealWith(params string[] capabilities)
    {
        chain.Links[0].ChildCan = capabilities;
        Heal();
    }

    /// <summary>A further room of the province.</summary>
    public SipRoom JoinProvince(string name) => chain.Join(0, name);

    /// <summary>A further room of the district.</summary>
    public SipRoom JoinDistrict(string name) => chain.Join(1, name);

    /// <summary>A node below the district, <c>to-hap</c>, with one room.</summary>
    /// <returns>That node's conference.</returns>
    public LiveConference AddTierBelow(string room)
    {
        chain.Extend("to-hap");
        chain.Join(2, room);
        Until(() => NodeChain.Has(Province, $"khanh-son/to-hap/{room}", SiteState.Connected), "its room is in the meeting");
        return chain.At(2);
    }

    /// <summary>Has all rooms go on until a condition holds.</summary>
    public void Until(Func<bool> condition, string what) => chain.Until(condition, what);

    /// <summary>Has all rooms go on for so many frames of the pictures that they get.</summary>
    public void Run(int frames) => chain.Run(frames);

    public ValueTask DisposeAsync() => chain.DisposeAsync();
}

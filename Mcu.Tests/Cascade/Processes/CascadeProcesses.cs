using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>
/// A province and two districts: nodes in processes of their own, nodes and rooms on hosts of their own, lines between them that can
/// be bad.
/// </summary>
internal sealed class CascadeProcesses : IDisposable
{
    public const string ProvinceId = "khanh-hoa", IdOfA = "khanh-son", IdOfB = "cam-lam";

    private readonly Premises premises = new();

    /// <summary>Makes hosts, lines and certificates.</summary>
    public CascadeProcesses()
    {
        (PlaceOfProvince, PlaceOfA, PlaceOfB) = (premises.Keep(new Place(1)), premises.Keep(new Place(2)), premises.Keep(new Place(3)));
        LineToA = premises.Keep(PlaceOfProvince.ConnectTo(PlaceOfA));
        premises.Keep(PlaceOfProvince.ConnectTo(PlaceOfB));
        string parent = CascadeNode.Parent(ProvinceId, PlaceOfProvince.Address);
        Province = Node(ProvinceId, PlaceOfProvince, CascadeNode.Meeting);
        A = Node(IdOfA, PlaceOfA, parent);
        B = Node(IdOfB, PlaceOfB, parent);
    }

    public Place PlaceOfProvince { get; }

    public Place PlaceOfA { get; }

    public Place PlaceOfB { get; }

    public CascadeNode Province { get; }

    public CascadeNode A { get; }

    public CascadeNode B { get; }

    /// <summary>The line between the province and district A.</summary>
    public WideAreaLine LineToA { get; }

    /// <summary>What rooms send.</summary>
    public PeerMedia RoomMedia => premises.RoomMedia;

    /// <summary>Starts the nodes.</summary>
    public void Start()
    {
        Province.Start();
        A.Start();
        B.Start();
    }

    /// <summary>A node that is not started yet; it ends with the cascade.</summary>
    public CascadeNode Node(string id, Place place, string further) => premises.Node(id, place, further);

    /// <summary>The id of an operator's new act.</summary>
    public string NewAct() => premises.NewAct();

    /// <summary>
    /// Makes the line good, waits until both districts are linked by UDP and nobody is left in the meeting, and takes operators'
    /// mutes back: a test that failed leaves none to the next.
    /// </summary>
    public void MakeWhole()
    {
        LineToA.Conditions = LineConditions.Good;
        Within.Seconds(
            15,
            () => IsWhole(Province, IdOfA) && IsWhole(Province, IdOfB) && IsWhole(A, ProvinceId) && IsWhole(B, ProvinceId),
            "both districts are linked by UDP",
            () => $"{Province.Link(IdOfA)}\n{A.Link(ProvinceId)}\n{Province.Log}\n{A.Log}");
        Within.Seconds(
            10, () => Province.Sites.All(site => site.State is SiteState.Disconnected or SiteState.Expected), "nobody is in the meeting", () => $"{string.Join('\n', Province.Sites)}");
        foreach (CascadeNode node in new[] { Province, A, B })
        {
            node.Sites.Where(site => site.Muted).ToList().ForEach(site => node.Unmute(NewAct(), site.Id));
        }
    }

    public void Dispose() => premises.Dispose();

    private static bool IsWhole(CascadeNode node, string other) => node.Link(other) is { State: LinkState.Up, Transport: LinkTransport.Udp };
}

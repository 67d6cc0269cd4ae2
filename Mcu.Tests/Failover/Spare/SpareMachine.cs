using Mcu.Node.Failover;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Spare;

/// <summary>
/// A province, which is the witness of two districts' groups, and a spare machine that stands by for both: it runs a node for each, at one
/// address with ports of their own. Rooms of both districts reach it.
/// </summary>
internal sealed class SpareMachine : IDisposable
{
    private const string ProvinceId = "khanh-hoa";
    private const int DetectMs = 450, FurtherVotePort = 7446;

    private readonly Premises premises = new();
    private readonly string secret;
    private readonly Place placeOfSpare;

    /// <summary>Makes hosts, lines, certificates and the groups' folders.</summary>
    public SpareMachine()
    {
        secret = Path.Combine(premises.Folder, "group.secret");
        GroupSecret.Create(secret);
        (PlaceOfProvince, placeOfSpare) = (MakePlace(41), MakePlace(42));
        GroupPlace vote = new(ProvinceId, PlaceOfProvince), furtherVote = vote with { Port = FurtherVotePort };
        KhanhSon = MakeDistrict("khanh-son", MakePlace(43), NodePorts.Usual, vote);
        CamLam = MakeDistrict("cam-lam", MakePlace(44), NodePorts.Further, furtherVote);
        premises.Keep(PlaceOfProvince.ConnectTo(placeOfSpare));
        Province = premises.Node(ProvinceId, PlaceOfProvince, $"""
            {HaSections.Witness(Vote(KhanhSon, vote, NodePorts.Usual), Vote(CamLam, furtherVote, NodePorts.Further))}
            {CascadeNode.Meeting}
            """);
        HaSections.Found(premises, KhanhSon.Unit, Province, KhanhSon.Own, KhanhSon.Spare);
        HaSections.Found(premises, CamLam.Unit, Province, CamLam.Own, CamLam.Spare);
    }

    public Place PlaceOfProvince { get; }

    public CascadeNode Province { get; }

    public SparedDistrict KhanhSon { get; }

    public SparedDistrict CamLam { get; }

    /// <summary>What rooms send.</summary>
    public PeerMedia RoomMedia => premises.RoomMedia;

    /// <summary>The id of an operator's new act.</summary>
    public string NewAct() => premises.NewAct();

    /// <summary>Starts the nodes.</summary>
    public void Start()
    {
        foreach (CascadeNode node in Nodes)
        {
            node.Start();
        }
    }

    /// <summary>Waits until the districts' own MCUs lead and the spare's follow.</summary>
    public void AwaitWhole() =>
        Within.Seconds(40, () => IsWhole(KhanhSon) && IsWhole(CamLam), "both districts are whole", Describe);

    /// <summary>How the nodes are, for failures.</summary>
    public string Describe() => string.Join('\n', Nodes.Select(node => node.Log));

    public void Dispose() => premises.Dispose();

    private CascadeNode[] Nodes => [Province, KhanhSon.Own, CamLam.Own, KhanhSon.Spare, CamLam.Spare];

    // On a machine that is busy the spare may have been elected meanwhile.
    private bool IsWhole(SparedDistrict district)
    {
        if (HaSections.Follows(district.Own, district.Spare))
        {
            district.Spare.Failover.Switchover(new SwitchoverRequest { OpId = NewAct(), InMeeting = true }, deadline: NodeProcess.Soon());
        }

        return district.IsWhole(Province);
    }

    private Place MakePlace(int number) => premises.Keep(new Place(number));

    private SparedDistrict MakeDistrict(string unit, Place place, NodePorts portsOfSpare, GroupPlace witness)
    {
        premises.Keep(PlaceOfProvince.ConnectTo(place));
        premises.Keep(place.ConnectTo(placeOfSpare));
        premises.Keep(place.ConnectRoomsTo(placeOfSpare));
        GroupPlace own = new(unit, place), spare = new(SpareOf(unit), placeOfSpare, portsOfSpare.Group);
        return new SparedDistrict(
            unit, place, Member(unit, "primary", own, spare, witness, NodePorts.Usual), Member(unit, "standby", spare, own, witness, portsOfSpare));
    }

    private CascadeNode Member(string unit, string role, GroupPlace here, GroupPlace peer, GroupPlace witness, NodePorts ports) => premises.Node(
        here.Id,
        here.Place,
        $"""
        {CascadeNode.Parent(ProvinceId, PlaceOfProvince.Address)}
        {HaSections.Member(unit, role, DetectMs, here, secret, peer, witness)}
        """,
        ports: ports);

    private string Vote(SparedDistrict district, GroupPlace witness, NodePorts portsOfSpare) => HaSections.Vote(
        district.Unit, DetectMs, witness, new(district.Unit, district.Place), new(SpareOf(district.Unit), placeOfSpare, portsOfSpare.Group));

    private static string SpareOf(string unit) => $"{unit}-2";
}

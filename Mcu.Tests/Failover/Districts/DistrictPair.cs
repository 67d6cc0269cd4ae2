using Mcu.Node.Failover;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Districts;

/// <summary>
/// A province, which is the witness of a district whose part in meetings two MCUs keep: each in a process and on a host of its own. The
/// district's rooms reach both MCUs, the province's its own.
/// </summary>
internal sealed class DistrictPair : IDisposable
{
    /// <summary>The unit, and the id of the MCU that the configuration calls primary.</summary>
    public const string Unit = "khanh-son";

    private const string ProvinceId = "khanh-hoa", SecondId = "khanh-son-2";
    private const int DetectMs = 450;

    private readonly Premises premises = new();
    private readonly string secret;

    /// <summary>Makes hosts, lines, certificates and the group's folders.</summary>
    public DistrictPair()
    {
        secret = Path.Combine(premises.Folder, "group.secret");
        GroupSecret.Create(secret);
        (PlaceOfProvince, PlaceOfFirst, PlaceOfSecond) = (MakePlace(31), MakePlace(32), MakePlace(33));
        Province = premises.Node(ProvinceId, PlaceOfProvince, $"""
            {HaSections.Witness(HaSections.Vote(Unit, DetectMs, new(ProvinceId, PlaceOfProvince), new(Unit, PlaceOfFirst), new(SecondId, PlaceOfSecond)))}
            {CascadeNode.Meeting}
            """);
        First = Member(Unit, PlaceOfFirst, "primary", SecondId, PlaceOfSecond);
        Second = Member(SecondId, PlaceOfSecond, "standby", Unit, PlaceOfFirst);
        premises.Keep(PlaceOfProvince.ConnectTo(PlaceOfFirst));
        premises.Keep(PlaceOfProvince.ConnectTo(PlaceOfSecond));
        premises.Keep(PlaceOfFirst.ConnectTo(PlaceOfSecond));
        premises.Keep(PlaceOfFirst.ConnectRoomsTo(PlaceOfSecond));
        HaSections.Found(premises, Unit, Province, First, Second);
    }

    public Place PlaceOfProvince { get; }

    /// <summary>Where the district's rooms are too.</summary>
    public Place PlaceOfFirst { get; }

    public Place PlaceOfSecond { get; }

    public CascadeNode Province { get; }

    public CascadeNode First { get; }

    public CascadeNode Second { get; }

    /// <summary>What rooms send.</summary>
    public PeerMedia RoomMedia => premises.RoomMedia;

    /// <summary>The id of an operator's new act.</summary>
    public string NewAct() => premises.NewAct();

    /// <summary>Starts the nodes.</summary>
    public void Start()
    {
        Province.Start();
        First.Start();
        Second.Start();
    }

    /// <summary>The district's other MCU.</summary>
    public CascadeNode PeerOf(CascadeNode member) => member == First ? Second : First;

    /// <summary>The district's MCU that leads now; both are there.</summary>
    public CascadeNode FindActive() => First.Group.Role == HaRole.Active ? First : Second;

    /// <summary>Starts what was killed, and waits until one MCU of the district leads, the other follows, both are linked, and nobody is in the meeting.</summary>
    public void MakeWhole()
    {
        foreach (CascadeNode node in new[] { Province, First, Second }.Where(node => !node.IsRunning))
        {
            node.Start();
        }

        Within.Seconds(20, () => IsWhole(FindActive()), "the district is whole", Describe);
        Within.Seconds(45, () => Province.Sites.All(site => site.State is SiteState.Disconnected or SiteState.Expected), "nobody is in the meeting", Describe);
    }

    /// <summary>How the nodes are, for failures.</summary>
    public string Describe() => string.Join('\n', new[] { Province, First, Second }.Select(node => node.Log));

    public void Dispose() => premises.Dispose();

    private static bool IsUp(CascadeNode node, string other) => node.Link(other) is { State: LinkState.Up };

    private bool IsWhole(CascadeNode active) =>
        HaSections.Follows(PeerOf(active), active)
        && active.Group.Members.Single(member => member.Witness).Reachable && IsUp(Province, First.Id) && IsUp(Province, Second.Id);

    private Place MakePlace(int number) => premises.Keep(new Place(number));

    private CascadeNode Member(string id, Place place, string role, string peer, Place placeOfPeer) => premises.Node(id, place, $"""
        {CascadeNode.Parent(ProvinceId, PlaceOfProvince.Address)}
        {HaSections.Member(Unit, role, DetectMs, new(id, place), secret, new(peer, placeOfPeer), new(ProvinceId, PlaceOfProvince))}
        """);
}

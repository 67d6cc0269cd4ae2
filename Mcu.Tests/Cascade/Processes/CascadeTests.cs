using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>What tests of the running cascade have in common: it is whole before each, and rooms and rosters are asked alike.</summary>
[NonParallelizable]
public abstract class CascadeTests
{
    private protected const string Province = CascadeProcesses.ProvinceId, DistrictA = CascadeProcesses.IdOfA, DistrictB = CascadeProcesses.IdOfB;

    private protected static readonly RoomContent Red = MeetingRooms.Red, Green = MeetingRooms.Green, Cyan = MeetingRooms.Cyan;

    private protected static CascadeProcesses Cascade => CascadeSetUp.Running;

    private protected static CascadeNode AtProvince => Cascade.Province;

    private protected static CascadeNode AtA => Cascade.A;

    private protected static CascadeNode AtB => Cascade.B;

    /// <summary>Between the province and district A.</summary>
    private protected static WideAreaLine Line => Cascade.LineToA;

    [SetUp]
    public void BeginWhole() => Cascade.MakeWhole();

    private protected static DistantRoom InProvince(string name, RoomContent content) =>
        new(Cascade.PlaceOfProvince, AtProvince, name, Cascade.RoomMedia, content);

    private protected static DistantRoom InA(string name, RoomContent content) => new(Cascade.PlaceOfA, AtA, name, Cascade.RoomMedia, content);

    private protected static DistantRoom InB(string name, RoomContent content) => new(Cascade.PlaceOfB, AtB, name, Cascade.RoomMedia, content);

    private protected static string PathIn(string district, DistantRoom room) => $"{district}/{room.Name}";

    /// <summary>Waits until the province has a site as connected.</summary>
    private protected static void Joined(string site) => Within.Seconds(
        10, () => StateOf(AtProvince, site) == SiteState.Connected, $"{site} is in the meeting", () => $"{string.Join('\n', AtProvince.Sites)}\n{AtA.Log}");

    private protected static bool IsUp(CascadeNode node, string other) => node.Link(other) is { State: LinkState.Up };

    /// <summary>Neither the province nor district A counts on the link any more.</summary>
    private protected static bool IsGivenUp() => HasLost(AtProvince, DistrictA) && HasLost(AtA, Province);

    private protected static bool HasLost(CascadeNode node, string other) => node.Link(other) is not { State: LinkState.Up or LinkState.Suspect };

    /// <summary>Waits until district A is linked again, and the province has a site of it as connected.</summary>
    private protected static void ComesBack(string site)
    {
        Within.Seconds(
            8,
            () => IsUp(AtProvince, DistrictA) && IsUp(AtA, Province),
            "the link is up again",
            () => $"{AtProvince.Link(DistrictA)}\n{AtA.Link(Province)}\n{AtA.Log}");
        Within.Seconds(3, () => StateOf(AtProvince, site) == SiteState.Connected, $"{site} is back", () => string.Join('\n', AtProvince.Sites));
    }

    private protected static SiteState? StateOf(CascadeNode node, string site) => node.Site(site)?.State;

    private protected static void Hears(DistantRoom room, params DistantRoom[] others) => MeetingRooms.Hears(room, others);

    /// <summary>Puts sites into the first of two by two tiles, whoever else comes.</summary>
    private protected static void Bind(params string[] sites) => AtProvince.Conferences.SetLayout(
        new SetLayoutRequest { OpId = Cascade.NewAct(), Conference = "1000", Layout = new Layout { Kind = LayoutKind.Panes, Panes = { sites, "vắng" } } },
        deadline: NodeProcess.Soon());

    private protected static void Sees(DistantRoom room, params DistantRoom[] tiles) => MeetingRooms.Sees(room, tiles);

    /// <summary>No site is there twice, at any node, whatever has happened.</summary>
    private protected static void NobodyIsThereTwice()
    {
        foreach (CascadeNode node in new[] { AtProvince, AtA, AtB })
        {
            IReadOnlyList<Site> sites = node.Sites;
            Assert.That(sites.Select(site => site.Id), Is.Unique, node.Id);
            Assert.That(sites.Select(site => $"{site.Unit}/{site.Name}"), Is.Unique, node.Id);
        }
    }
}

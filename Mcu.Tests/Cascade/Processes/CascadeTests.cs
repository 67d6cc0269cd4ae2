using Mcu.Tests.Interop;
using Mcu.V1;
using SkiaSharp;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>What tests of the running cascade have in common: it is whole before each, and rooms and rosters are asked alike.</summary>
[NonParallelizable]
public abstract class CascadeTests
{
    private protected const string Province = CascadeProcesses.ProvinceId, DistrictA = CascadeProcesses.IdOfA, DistrictB = CascadeProcesses.IdOfB;

    private const float Heard = -35, NotHeard = -50;

    private protected static readonly RoomContent Red = new(new SKColor(255, 0, 0), new SKColor(0, 0, 255), 500);
    private protected static readonly RoomContent Green = new(new SKColor(0, 255, 0), new SKColor(255, 0, 255), 800);
    private protected static readonly RoomContent Cyan = new(new SKColor(0, 255, 255), new SKColor(255, 255, 0), 1300);

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

    private protected static SiteState? StateOf(CascadeNode node, string site) => node.Site(site)?.State;

    private protected static void Hears(DistantRoom room, params DistantRoom[] others)
    {
        foreach (DistantRoom other in others)
        {
            Within.Seconds(
                10,
                () => room.Heard.LevelOf(other.Content.Hertz) > Heard,
                $"{room.Name} hears {other.Name}",
                () => $"{room.Heard.LevelOf(other.Content.Hertz)} dBFS\n{room.Log}");
        }

        Assert.That(room.Heard.LevelOf(room.Content.Hertz), Is.LessThan(NotHeard), $"{room.Name} hears itself");
    }

    /// <summary>Puts sites into the first of two by two tiles, whoever else comes.</summary>
    private protected static void Bind(params string[] sites) => AtProvince.Conferences.SetLayout(
        new SetLayoutRequest { OpId = Cascade.NewAct(), Conference = "1000", Layout = new Layout { Kind = LayoutKind.Panes, Panes = { sites, "vắng" } } },
        deadline: NodeProcess.Soon());

    private protected static void Sees(DistantRoom room, params DistantRoom[] tiles)
    {
        string seen = "";
        Within.Seconds(
            12,
            () =>
            {
                using var picture = new SeenPicture(room.ReceivedPicture());
                seen = string.Join(' ', tiles.Select((_, tile) => picture.Describe(tile, columns: 2)));
                return tiles.Select((other, tile) => picture.Shows(other.Content, tile, columns: 2)).All(right => right);
            },
            $"{room.Name} sees {string.Join(", ", tiles.Select(tile => tile.Name))}",
            () => seen);
    }

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

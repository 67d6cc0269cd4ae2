using Mcu.Node.Failover;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>
/// A province whose meetings two MCUs and a witness keep, and a district below: each in a process and on a host of its own, with lines
/// between them that can be bad. All rooms reach both MCUs of the province.
/// </summary>
internal sealed class GroupProcesses : IDisposable
{
    public const string IdOfA = "khanh-son";
    private const string Name = "khanh-hoa", FirstId = "khanh-hoa-1", SecondId = "khanh-hoa-2", WitnessId = "nha-trang";

    private readonly Premises premises;
    private readonly int detectMs;
    private readonly string secret;
    private readonly SlowDisk diskOfFirst;
    private readonly SlowDisk diskOfSecond;
    private readonly SlowDisk diskOfWitness;
    private readonly List<(CascadeNode One, CascadeNode Other, WideAreaLine Line)> lines = [];

    /// <summary>Makes hosts, lines, certificates and the group's folders.</summary>
    /// <param name="detectMs">Silence after which the one that leads is taken for lost; more than usual where other tests run too.</param>
    /// <param name="program">See <see cref="CascadeNode.Program"/>.</param>
    public GroupProcesses(int detectMs = 450, string? program = null)
    {
        (this.detectMs, premises) = (detectMs, new Premises { Program = program });
        secret = Path.Combine(premises.Folder, "group.secret");
        GroupSecret.Create(secret);
        string library = SlowDisk.Build(premises.Folder);
        (diskOfFirst, diskOfSecond) = (new SlowDisk(library, premises.Folder, FirstId), new SlowDisk(library, premises.Folder, SecondId));
        diskOfWitness = new SlowDisk(library, premises.Folder, WitnessId);
        (PlaceOfFirst, PlaceOfSecond, PlaceOfA, PlaceOfWitness) = (MakePlace(21), MakePlace(22), MakePlace(23), MakePlace(24));
        First = Active = Member(FirstId, PlaceOfFirst, "primary", SecondId, PlaceOfSecond, diskOfFirst);
        Second = Member(SecondId, PlaceOfSecond, "standby", FirstId, PlaceOfFirst, diskOfSecond);
        A = premises.Node(IdOfA, PlaceOfA, CascadeNode.Parents((FirstId, PlaceOfFirst.Address), (SecondId, PlaceOfSecond.Address)));
        Witness = premises.Node(WitnessId, PlaceOfWitness, HaSections.Witness(HaSections.Vote(
            Name, detectMs, new(WitnessId, PlaceOfWitness), new(FirstId, PlaceOfFirst), new(SecondId, PlaceOfSecond))), diskOfWitness.Environment);
        Lay(First, PlaceOfFirst, Second, PlaceOfSecond);
        Lay(First, PlaceOfFirst, Witness, PlaceOfWitness);
        Lay(Second, PlaceOfSecond, Witness, PlaceOfWitness);
        Lay(First, PlaceOfFirst, A, PlaceOfA);
        Lay(Second, PlaceOfSecond, A, PlaceOfA);
        premises.Keep(PlaceOfFirst.ConnectRoomsTo(PlaceOfSecond));
        premises.Keep(PlaceOfA.ConnectRoomsTo(PlaceOfFirst));
        premises.Keep(PlaceOfA.ConnectRoomsTo(PlaceOfSecond));
        HaSections.Found(premises, Name, First, Second, Witness);
    }

    /// <summary>Where the province's rooms are too.</summary>
    public Place PlaceOfFirst { get; }

    public Place PlaceOfSecond { get; }

    public Place PlaceOfA { get; }

    public Place PlaceOfWitness { get; }

    /// <summary>The MCU that the configuration calls primary.</summary>
    public CascadeNode First { get; }

    public CascadeNode Second { get; }

    /// <summary>The MCU that led when <see cref="FindActive"/> was called last.</summary>
    public CascadeNode Active { get; private set; }

    public CascadeNode A { get; }

    public CascadeNode Witness { get; }

    /// <summary>What rooms send.</summary>
    public PeerMedia RoomMedia => premises.RoomMedia;

    /// <summary>The id of an operator's new act.</summary>
    public string NewAct() => premises.NewAct();

    /// <summary>Starts the nodes.</summary>
    public void Start()
    {
        First.Start();
        Second.Start();
        Witness.Start();
        A.Start();
    }

    /// <summary>The other MCU.</summary>
    public CascadeNode PeerOf(CascadeNode member) => member == First ? Second : First;

    /// <summary>The line between two nodes.</summary>
    public WideAreaLine Line(CascadeNode one, CascadeNode other) =>
        lines.Single(line => (line.One == one && line.Other == other) || (line.One == other && line.Other == one)).Line;

    /// <summary>All lines that end at a node; rooms have theirs.</summary>
    public IEnumerable<WideAreaLine> LinesOf(CascadeNode node) => lines.Where(line => line.One == node || line.Other == node).Select(line => line.Line);

    /// <summary>Counts what an MCU sends to the province's rooms.</summary>
    public LeavingPackets ToRooms(CascadeNode member) =>
        new(PlaceOfFirst.Rooms, member == First ? "lan" : Place.LineTo(PlaceOfSecond), member.Address);

    /// <summary>Counts what an MCU sends to the district's node.</summary>
    public LeavingPackets ToA(CascadeNode member) =>
        new(PlaceOfA.Node, Place.LineTo(member == First ? PlaceOfFirst : PlaceOfSecond), member.Address);

    /// <summary>Looks for INVITEs of an MCU to the province's rooms.</summary>
    public ComingInvites InvitesOf(CascadeNode member) =>
        new(PlaceOfFirst.Rooms, member == First ? "lan" : Place.LineTo(PlaceOfSecond), member.Address);

    /// <summary>Looks on at which of both MCUs sends to the province's rooms.</summary>
    public SenderWatch WatchSenders() => new(PlaceOfFirst.Rooms, First, Second);

    /// <summary>The disk of a member.</summary>
    public SlowDisk DiskOf(CascadeNode member) => member == First ? diskOfFirst : member == Second ? diskOfSecond : diskOfWitness;

    /// <summary>
    /// Starts what was killed, makes lines and disks good, and waits until one MCU leads, the other follows without lag, the district is linked
    /// to both, and nobody is left in the meeting. Operators' mutes are taken back.
    /// </summary>
    public void MakeWhole()
    {
        lines.ForEach(line => line.Line.Conditions = LineConditions.Good);
        diskOfFirst.Delay = diskOfSecond.Delay = diskOfWitness.Delay = TimeSpan.Zero;
        foreach (CascadeNode node in new[] { First, Second, Witness, A })
        {
            Revive(node);
        }

        Within.Seconds(20, () => IsWhole(First) || IsWhole(Second), "one leads and one follows", Describe);
        Within.Seconds(45, IsEmpty, "nobody is in the meeting", () => $"{string.Join('\n', Active.Sites)}\n{Describe()}");
        Within.Seconds(10, IsUnmuted, "nobody is muted");
    }

    /// <summary>Asks which MCU leads; both are there. While nobody does it is any of them, which refuses then.</summary>
    public CascadeNode FindActive() => Active = First.Group.Role == HaRole.Active ? First : Second;

    /// <summary>Whether an MCU follows and lacks nothing, as the one that leads says.</summary>
    public bool Follows(CascadeNode member) => HaSections.Follows(member, PeerOf(member));

    /// <summary>How the group is, for failures.</summary>
    public string Describe() => string.Join('\n', new[] { First, Second, Witness, A }.Select(node => node.Log));

    public void Dispose() => premises.Dispose();

    private static void Revive(CascadeNode node)
    {
        if (!node.IsRunning)
        {
            node.Start();
        }
        else if (node.IsFrozen)
        {
            node.Thaw();
        }
    }

    private static bool IsUp(CascadeNode node, string other) => node.Link(other) is { State: LinkState.Up };

    // Rooms that ended in the middle of a failover have said goodbye to nobody.
    private bool IsEmpty()
    {
        Site[] present = [.. FindActive().Sites.Where(site => site.State is not (SiteState.Disconnected or SiteState.Expected))];
        foreach (Site left in present.Where(site => site.Unit.Length == 0 || site.State == SiteState.SignalLost))
        {
            Active.Drop(NewAct(), left.Id);
        }

        return present.Length == 0;
    }

    // A busy machine may change the lead at any moment: then the next look asks the other one.
    private bool IsUnmuted()
    {
        foreach (Site muted in FindActive().Sites.Where(site => site.Muted))
        {
            Active.Unmute(NewAct(), muted.Id);
        }

        return Active.Sites.All(site => !site.Muted);
    }

    private bool IsWhole(CascadeNode active) =>
        Follows(PeerOf(active)) && active.Group.Members.Single(member => member.Witness).Reachable
        && IsUp(A, First.Id) && IsUp(A, Second.Id) && active.Link(IdOfA) is { State: LinkState.Up, Transport: LinkTransport.Udp };

    private Place MakePlace(int number) => premises.Keep(new Place(number));

    private CascadeNode Member(string id, Place place, string role, string peer, Place placeOfPeer, SlowDisk disk) => premises.Node(id, place, $"""
          adopt_orphans: true
          orphans_after: 5s
        {HaSections.Member(Name, role, detectMs, new(id, place), secret, new(peer, placeOfPeer), new(WitnessId, PlaceOfWitness))}
        {CascadeNode.Meeting}
        """, disk.Environment);

    private void Lay(CascadeNode one, Place placeOfOne, CascadeNode other, Place placeOfOther) =>
        lines.Add((one, other, premises.Keep(placeOfOne.ConnectTo(placeOfOther))));
}

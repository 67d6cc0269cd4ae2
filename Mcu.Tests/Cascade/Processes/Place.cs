using System.Net;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>A building: the host of a node, and on its LAN the host of its rooms.</summary>
internal sealed class Place : IDisposable
{
    private readonly string network;

    /// <summary>Makes both hosts.</summary>
    /// <param name="number">Its own, 1 to 254.</param>
    public Place(int number)
    {
        network = $"10.77.{number}";
        Address = IPAddress.Parse($"{network}.1");
        RoomAddress = IPAddress.Parse($"{network}.2");
        NetworkNamespace.Connect(Node, "lan", Rooms, "lan");
        Node.Configure("address", "add", $"{Address}/24", "dev", "lan");
        Rooms.Configure("address", "add", $"{RoomAddress}/24", "dev", "lan");
    }

    public NetworkNamespace Node { get; } = new();

    public NetworkNamespace Rooms { get; } = new();

    /// <summary>The node's.</summary>
    public IPAddress Address { get; }

    /// <summary>The rooms'.</summary>
    public IPAddress RoomAddress { get; }

    /// <summary>Lays a line from here to another place; the nodes of both see each other by it, and nothing else does.</summary>
    public WideAreaLine ConnectTo(Place other)
    {
        string there = LineTo(other), back = LineTo(this);
        var line = new WideAreaLine(Node, there, other.Node, back);
        Node.Configure("route", "add", $"{other.Address}/32", "dev", there, "src", $"{Address}");
        other.Node.Configure("route", "add", $"{Address}/32", "dev", back, "src", $"{other.Address}");
        return line;
    }

    /// <summary>Lays a line from the rooms here to another place's node, which they can call then as their own.</summary>
    public WideAreaLine ConnectRoomsTo(Place other)
    {
        string there = LineTo(other), back = $"rooms-{RoomAddress.GetAddressBytes()[2]}";
        var line = new WideAreaLine(Rooms, there, other.Node, back);
        Rooms.Configure("route", "add", $"{other.Address}/32", "dev", there, "src", $"{RoomAddress}");
        other.Node.Configure("route", "add", $"{RoomAddress}/32", "dev", back, "src", $"{other.Address}");
        return line;
    }

    /// <summary>The interface that a line to another place is, at whichever host it ends.</summary>
    public static string LineTo(Place other) => $"to-{other.Address.GetAddressBytes()[2]}";

    public void Dispose()
    {
        Rooms.Dispose();
        Node.Dispose();
    }
}

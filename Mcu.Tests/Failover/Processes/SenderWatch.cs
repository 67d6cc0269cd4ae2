using System.Net.Sockets;
using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>
/// Looks on at who of several nodes sends to a host by UDP, in the order in which it comes: as long as one node at a time does, it is
/// few turns; two at one time are many.
/// </summary>
internal sealed class SenderWatch : IDisposable
{
    private const string AllInterfaces = "";
    private const int Patience = 20_000;

    private readonly Lock sync = new();
    private readonly List<(string Sender, int Packets)> turns = [];
    private readonly Dictionary<uint, string> senders;
    private readonly PacketSocket socket;
    private readonly Thread thread;
    private volatile bool isStopping;

    /// <summary>Begins to look.</summary>
    public SenderWatch(NetworkNamespace host, params CascadeNode[] nodes)
    {
        senders = nodes.ToDictionary(node => IpPacket.NumberOf(node.Address), node => node.Id);
        socket = host.Run(() => new PacketSocket(AllInterfaces));
        thread = new Thread(Look) { IsBackground = true, Name = "senders" };
        thread.Start();
    }

    /// <summary>Who has sent, and how much before another did.</summary>
    public IReadOnlyList<(string Sender, int Packets)> Turns
    {
        get
        {
            lock (sync)
            {
                return [.. turns];
            }
        }
    }

    public void Dispose()
    {
        isStopping = true;
        thread.Join();
        socket.Dispose();
    }

    private void Look()
    {
        byte[] room = new byte[PacketSocket.MaxLength];
        while (!isStopping)
        {
            Socket.Select(new List<Socket> { socket.Socket }, null, null, Patience);
            for (int length = socket.Receive(room); length > 0; length = socket.Receive(room))
            {
                if (IpPacket.TryRead(room.AsSpan(0, length), out IpPacket packet) && packet.Protocol == IpPacket.Udp
                    && senders.TryGetValue(packet.Source, out string? sender))
                {
                    Note(sender);
                }
            }
        }
    }

    private void Note(string sender)
    {
        lock (sync)
        {
            if (turns.Count > 0 && turns[^1].Sender == sender)
            {
                turns[^1] = (sender, turns[^1].Packets + 1);
            }
            else
            {
                turns.Add((sender, 1));
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;
using Mcu.Tests.Net;

namespace Mcu.Tests.Cascade.Media;

/// <summary>
/// A network between two ports on 127.0.0.1: each side talks to a port of the relay. It delays, loses (by a seeded die) and
/// blocks what passes, and can send of its own.
/// </summary>
internal sealed class LinkRelay : IDisposable
{
    private const int LongestDatagram = 2048;

    private readonly Socket[] sides = [Loopback.Peer(), Loopback.Peer()];
    private readonly EndPoint?[] peers = new EndPoint?[2];
    private readonly PriorityQueue<(int To, byte[] Datagram), long> underWay = new();
    private readonly Queue<byte[]>[] passed = [new(), new()];
    private readonly Random die = new(7);
    private readonly byte[] buffer = new byte[LongestDatagram];
    private readonly Thread thread;
    private volatile bool ends;
    private volatile bool blocked;
    private volatile int delayMs;
    private volatile float loss;

    public LinkRelay()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "link-relay" };
        thread.Start();
    }

    /// <summary>Nothing passes.</summary>
    public bool Blocked { set => blocked = value; }

    /// <summary>What passes comes so much later.</summary>
    public int DelayMs { set => delayMs = value; }

    /// <summary>What share of datagrams is lost, 0 to 1.</summary>
    public float Loss { set => loss = value; }

    /// <summary>The port for a side, 0 or 1, to send to.</summary>
    public int PortOf(int side) => ((IPEndPoint)sides[side].LocalEndPoint!).Port;

    /// <summary>Where a side receives.</summary>
    public void SetPeer(int side, IPEndPoint peer) => Volatile.Write(ref peers[side], peer);

    /// <summary>Sends a side a datagram that nobody sent.</summary>
    public void Inject(int side, byte[] datagram) => sides[side].SendTo(datagram, peers[side]!);

    /// <summary>Copies of the last datagrams that passed to a side.</summary>
    public byte[][] Passed(int side)
    {
        lock (passed)
        {
            return [.. passed[side]];
        }
    }

    public void Dispose()
    {
        ends = true;
        thread.Join();
        Array.ForEach(sides, side => side.Dispose());
    }

    private void Run()
    {
        while (!ends)
        {
            sides[0].Poll(microSeconds: 500, SelectMode.SelectRead);
            TakeFrom(0);
            TakeFrom(1);
            SendDue();
        }
    }

    private void TakeFrom(int side)
    {
        while (sides[side].Available > 0)
        {
            EndPoint any = new IPEndPoint(IPAddress.Loopback, 0);
            int length = sides[side].ReceiveFrom(buffer, ref any);
            if (!blocked && die.NextSingle() >= loss)
            {
                underWay.Enqueue((1 - side, buffer[..length]), Environment.TickCount64 + delayMs);
            }
        }
    }

    private void SendDue()
    {
        while (underWay.TryPeek(out (int To, byte[] Datagram) next, out long due) && due <= Environment.TickCount64)
        {
            underWay.Dequeue();
            lock (passed)
            {
                passed[next.To].Enqueue(next.Datagram);
                if (passed[next.To].Count > 500)
                {
                    passed[next.To].Dequeue();
                }
            }

            if (Volatile.Read(ref peers[next.To]) is { } peer)
            {
                sides[next.To].SendTo(next.Datagram, peer);
            }
        }
    }
}

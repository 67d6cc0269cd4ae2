using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>
/// A line between two hosts that can be bad. In its middle is a namespace whose two interfaces know nothing of each other; a thread
/// carries frames between them, as <see cref="Conditions"/> say.
/// </summary>
internal sealed class WideAreaLine : IDisposable
{
    private const int EtherType = PacketSocket.HeaderLength + 12, IpProtocol = PacketSocket.HeaderLength + 14 + 9;
    private const ushort Ip4 = 0x0800;
    private const byte Tcp = 6, Udp = 17;

    private readonly NetworkNamespace middle = new();
    private readonly Thread thread;
    private readonly Random random = new(1);
    private volatile LineConditions conditions = LineConditions.Good;
    private volatile bool isStopping;

    /// <summary>Lays the line.</summary>
    /// <param name="one">A host, where the line is an interface.</param>
    /// <param name="oneName">That interface.</param>
    /// <param name="other">The other host.</param>
    /// <param name="otherName">Its interface.</param>
    public WideAreaLine(NetworkNamespace one, string oneName, NetworkNamespace other, string otherName)
    {
        NetworkNamespace.Connect(one, oneName, middle, "one");
        NetworkNamespace.Connect(other, otherName, middle, "other");
        (PacketSocket left, PacketSocket right) = middle.Run(() => (new PacketSocket("one"), new PacketSocket("other")));
        thread = new Thread(() => Carry(left, right)) { IsBackground = true, Name = "line" };
        thread.Start();
    }

    /// <summary>What it does to frames from now on.</summary>
    public LineConditions Conditions
    {
        get => conditions;
        set => conditions = value;
    }

    public void Dispose()
    {
        isStopping = true;
        thread.Join();
        middle.Dispose();
    }

    private void Carry(PacketSocket left, PacketSocket right)
    {
        using (left)
        using (right)
        {
            byte[] room = new byte[PacketSocket.MaxLength];
            var toRight = new Queue<(long DueAt, byte[] Frame)>();
            var toLeft = new Queue<(long DueAt, byte[] Frame)>();
            while (!isStopping)
            {
                int patience = toRight.Count + toLeft.Count > 0 ? 1_000 : 20_000;
                Socket.Select(new List<Socket> { left.Socket, right.Socket }, null, null, patience);
                Take(left, toRight, room);
                Take(right, toLeft, room);
                Give(toRight, right);
                Give(toLeft, left);
            }
        }
    }

    private void Take(PacketSocket from, Queue<(long DueAt, byte[] Frame)> waiting, byte[] room)
    {
        LineConditions present = conditions;
        long dueAt = Stopwatch.GetTimestamp() + (long)(present.Delay.TotalSeconds * Stopwatch.Frequency);
        for (int length = from.Receive(room); length > 0; length = from.Receive(room))
        {
            if (Passes(room, present) && random.NextDouble() >= present.Loss)
            {
                waiting.Enqueue((dueAt, room[..length]));
            }
        }
    }

    private static void Give(Queue<(long DueAt, byte[] Frame)> waiting, PacketSocket to)
    {
        long now = Stopwatch.GetTimestamp();
        while (waiting.TryPeek(out (long DueAt, byte[] Frame) next) && next.DueAt <= now)
        {
            to.Send(waiting.Dequeue().Frame);
        }
    }

    private static bool Passes(byte[] frame, LineConditions conditions)
    {
        byte protocol = BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(EtherType)) == Ip4 ? frame[IpProtocol] : (byte)0;
        return protocol switch
        {
            Tcp => conditions.PassesTcp,
            Udp => conditions.PassesUdp,
            _ => conditions.PassesTcp || conditions.PassesUdp,
        };
    }
}

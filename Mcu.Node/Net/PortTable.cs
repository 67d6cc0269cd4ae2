using System.ComponentModel;
using System.Runtime.InteropServices;
using Mcu.Node.Loops.Native;
using Mcu.Node.Net.Native;

namespace Mcu.Node.Net;

/// <summary>
/// The ports of a receive loop and the epoll instance that tells which of them have datagrams (epoll(7)). The loop's
/// thread only.
/// </summary>
internal sealed unsafe class PortTable : IDisposable
{
    private const int EventCapacity = 256;
    private readonly FileDescriptor epoll = SocketCalls.EpollCreate(SocketCalls.CloseOnExec);
    private readonly EpollEvent[] events = GC.AllocateArray<EpollEvent>(EventCapacity, pinned: true);
    private readonly PortEntry?[] entries;
    private readonly Dictionary<UdpPort, PortEntry> byPort = [];
    private readonly Stack<int> free = new();

    public PortTable(int capacity)
    {
        if (epoll.IsInvalid)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        entries = new PortEntry?[capacity];
        for (int place = capacity - 1; place >= 0; place--)
        {
            free.Push(place);
        }
    }

    /// <summary>How many ports there are.</summary>
    public int Count => byPort.Count;

    /// <summary>The places, of which those without a port are null.</summary>
    public ReadOnlySpan<PortEntry?> Entries => entries;

    /// <summary>Adds a port; false when the table is full or the port closed.</summary>
    public bool TryAdd(PortEntry entry)
    {
        if (free.Count == 0 || entry.Port.IsClosed)
        {
            return false;
        }

        byPort.Add(entry.Port, entry); // throws for a port that has an owner already
        entry.Place = free.Pop();
        entries[entry.Place] = entry;
        var interest = new EpollEvent { Events = SocketCalls.EpollIn, Data = (ulong)entry.Place };
        return SocketCalls.EpollControl(epoll, SocketCalls.EpollAdd, entry.Port.Socket, interest) == 0;
    }

    /// <summary>Takes a port out and closes it.</summary>
    public PortEntry? Remove(UdpPort port)
    {
        if (byPort.Remove(port, out PortEntry? entry))
        {
            entries[entry.Place] = null;
            free.Push(entry.Place);
            if (!port.IsClosed)
            {
                _ = SocketCalls.EpollControl(epoll, SocketCalls.EpollRemove, port.Socket, default);
            }
        }

        port.Dispose();
        return entry;
    }

    /// <summary>
    /// Looks, without waiting, which ports have datagrams; how many. The kernel rotates them, so that each gets its
    /// turn.
    /// </summary>
    public int FindReady()
    {
        fixed (EpollEvent* first = events)
        {
            return Math.Max(0, SocketCalls.EpollWait(epoll, first, EventCapacity, 0));
        }
    }

    /// <summary>A port that <see cref="FindReady"/> found; null when it has been removed since.</summary>
    public PortEntry? Ready(int index) => entries[(int)events[index].Data];

    /// <inheritdoc/>
    public void Dispose() => epoll.Dispose();
}

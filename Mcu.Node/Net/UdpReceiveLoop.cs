using Mcu.Core.Buffers;
using Mcu.Node.Loops;

namespace Mcu.Node.Net;

/// <summary>
/// The thread that receives all media: each 2 ms it takes what has arrived on every port, by epoll and recvmmsg, into pooled
/// buffers. Arrivals are batched on purpose: a wake-up for each packet costs several times more than the packet.
/// </summary>
public sealed class UdpReceiveLoop : IDisposable
{
    internal const string LoopName = "udp-receive";
    private readonly MpscRing<PortCommand> commands;
    private readonly UdpReceiver receiver;

    /// <summary>Makes a loop that has not started; ports may be added already.</summary>
    public UdpReceiveLoop(UdpReceiveOptions options, PacketPool pool, ILoopObserver observer)
    {
        commands = new MpscRing<PortCommand>(options.CommandCapacity);
        receiver = new UdpReceiver(options, pool, commands, observer);
        var loop = new PeriodicLoopOptions { Name = LoopName, Period = options.Interval, Priority = LoopPriority.High };
        Loop = new PeriodicLoop(loop, receiver, observer);
    }

    /// <summary>The loop, for its statistics.</summary>
    public PeriodicLoop Loop { get; }

    /// <summary>How many ports the loop has.</summary>
    public int Ports => receiver.Ports;

    /// <summary>How often datagrams had to wait in the kernel since all packet buffers were in use.</summary>
    public long PoolExhausted => receiver.PoolExhausted;

    /// <summary>Starts the thread.</summary>
    public void Start() => Loop.Start();

    /// <summary>
    /// Hands a port to the loop, which owns it from now on. False when too many commands wait: the caller still owns the
    /// port. A port that cannot be added (too many, or closed) is closed, and the handler told by <see cref="IUdpHandler.OnRemoved"/>.
    /// Any thread.
    /// </summary>
    public bool TryAdd(UdpPort port, IUdpHandler handler) => commands.TryWrite(new PortCommand(port, handler));

    /// <summary>
    /// Has the loop close a port; <see cref="IUdpHandler.OnRemoved"/> follows. False when too many commands wait: try
    /// again. Any thread.
    /// </summary>
    public bool TryRemove(UdpPort port) => commands.TryWrite(new PortCommand(port, Handler: null));

    /// <summary>Ends the thread and closes all ports.</summary>
    public void Dispose()
    {
        Loop.Dispose();
        if (Loop.IsIdle)
        {
            receiver.Dispose();
        }
    }
}

using Mcu.Core.Buffers;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Net;

/// <summary>
/// What the receive loop does each interval: carry out commands, take each ready port's datagrams up to its budget, and tick the
/// handlers. An exception from a handler ends that port's turn and touches no other port.
/// </summary>
internal sealed class UdpReceiver(UdpReceiveOptions options, PacketPool pool, MpscRing<PortCommand> commands, ILoopObserver observer)
    : ILoopBody, IDisposable
{
    private readonly PortTable table = new(options.MaxPorts);
    private readonly ReceiveBatch batch = new(pool);
    private Instant nextHandlerTick = Instant.Distant;
    private int ports;
    private long poolExhausted;

    /// <summary>How many ports the loop has.</summary>
    public int Ports => Volatile.Read(ref ports);

    /// <summary>How often datagrams had to wait since all packet buffers were in use.</summary>
    public long PoolExhausted => Volatile.Read(ref poolExhausted);

    /// <inheritdoc/>
    public void Tick(Instant due, Instant now)
    {
        CarryOutCommands();
        int ready = table.FindReady();
        for (int i = 0; i < ready; i++)
        {
            if (table.Ready(i) is { } entry)
            {
                Drain(entry);
            }
        }

        if (now >= nextHandlerTick)
        {
            nextHandlerTick = now + options.HandlerTick - (options.Interval / 2);
            TickHandlers(now);
        }
    }

    /// <summary>Removes all ports. After the loop has ended.</summary>
    public void Dispose()
    {
        CarryOutCommands();
        foreach (PortEntry? entry in table.Entries)
        {
            if (entry is not null)
            {
                Remove(entry.Port);
            }
        }

        batch.Dispose();
        table.Dispose();
    }

    private void CarryOutCommands()
    {
        while (commands.TryRead(out PortCommand? command))
        {
            if (command.Handler is null)
            {
                Remove(command.Port);
            }
            else if (!table.TryAdd(new PortEntry(command.Port, command.Handler)))
            {
                table.Remove(command.Port);
                Guard(command.Port, command.Handler.OnRemoved);
            }

            Volatile.Write(ref ports, table.Count);
        }
    }

    private void Remove(UdpPort port)
    {
        if (table.Remove(port) is { } entry)
        {
            Guard(port, entry.Handler.OnRemoved);
        }
    }

    private void Drain(PortEntry entry)
    {
        int budget = options.PacketsPerInterval;
        try
        {
            while (budget > 0)
            {
                int most = Math.Min(budget, batch.Refill());
                int received = most == 0 ? 0 : batch.Receive(entry.Port.Socket, most);
                Deliver(entry, received);
                budget -= received;
                if (received < most || most == 0)
                {
                    CountExhaustion(most);
                    return;
                }
            }

            entry.Port.Counters.CountDeferred();
        }
        catch (Exception fault)
        {
            Report(entry.Port, fault);
        }
    }

    private void Deliver(PortEntry entry, int received)
    {
        Instant now = MonotonicClock.Now;
        for (int i = 0; i < received; i++)
        {
            if (batch.IsTruncated(i))
            {
                entry.Port.Counters.CountTruncated();
            }
            else if (entry.Deliver(batch, i, now))
            {
                batch.Forget(i);
            }
        }
    }

    private void CountExhaustion(int most)
    {
        if (most == 0)
        {
            Volatile.Write(ref poolExhausted, poolExhausted + 1);
        }
    }

    private void TickHandlers(Instant now)
    {
        int left = table.Count;
        ReadOnlySpan<PortEntry?> entries = table.Entries;
        for (int i = 0; left > 0; i++)
        {
            if (entries[i] is not { } entry)
            {
                continue;
            }

            left--;
            try
            {
                entry.Handler.OnTick(now);
            }
            catch (Exception fault)
            {
                Report(entry.Port, fault);
            }
        }
    }

    private void Guard(UdpPort port, Action call)
    {
        try
        {
            call();
        }
        catch (Exception fault)
        {
            Report(port, fault);
        }
    }

    private void Report(UdpPort port, Exception fault)
    {
        port.Counters.CountHandlerFault();
        observer.OnFault(UdpReceiveLoop.LoopName, fault, TimeSpan.Zero);
    }
}

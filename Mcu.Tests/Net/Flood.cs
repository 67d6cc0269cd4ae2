using Mcu.Core.Rtp;
using Mcu.Node.Net;

namespace Mcu.Tests.Net;

/// <summary>A thread that sends to one address as fast as it can.</summary>
internal sealed class Flood : IDisposable
{
    private readonly Thread thread;
    private volatile bool stopping;

    public Flood(TransportAddress to)
    {
        thread = new Thread(() => Run(to)) { IsBackground = true };
        thread.Start();
    }

    public void Dispose()
    {
        stopping = true;
        thread.Join();
    }

    private void Run(TransportAddress to)
    {
        using UdpPort port = Loopback.Bind();
        var batch = new UdpSendBatch();
        byte[] packet = new byte[300];
        while (!stopping)
        {
            while (batch.TryAdd(packet, to))
            {
                // Until the batch is full.
            }

            port.SendMany(batch);
            Thread.Yield();
        }
    }
}

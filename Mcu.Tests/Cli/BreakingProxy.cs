using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Cli;

/// <summary>A relay whose first connection takes the request and breaks before the answer; later ones work.</summary>
internal sealed class BreakingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly CancellationTokenSource stop = new();

    public BreakingProxy(Uri server, Func<bool> acted)
    {
        this.server = server;
        listener.Start();
        _ = RelayAllAsync(acted);
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}");

    /// <summary>Connections that came.</summary>
    public int Connections { get; private set; }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task RelayAllAsync(Func<bool> acted)
    {
        while (!stop.IsCancellationRequested)
        {
            TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
            bool first = ++Connections == 1;
            _ = RelayAsync(client, first ? acted : () => false);
        }
    }

    private async Task RelayAsync(TcpClient client, Func<bool> breaks)
    {
        using (client)
        using (var upstream = new TcpClient())
        {
            await upstream.ConnectAsync(server.Host, server.Port, stop.Token);
            Task request = client.GetStream().CopyToAsync(upstream.GetStream(), stop.Token);
            byte[] buffer = new byte[4096];
            int read;
            while ((read = await upstream.GetStream().ReadAsync(buffer, stop.Token)) > 0 && !breaks())
            {
                await client.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }

            client.Client.Close(timeout: 0);
            await request.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}

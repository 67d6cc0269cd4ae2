using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mcu.Node.Cli.Demo;

/// <summary>
/// The line over which one district dials the province: a relay that can be cut as a cable is. While it is cut nothing gets
/// through and no connection is closed, so that both ends have to find out by themselves.
/// </summary>
internal sealed class DemoUplink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint target;
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private CancellationTokenSource connections = new(); // cancelled when what was cut is healed
    private volatile bool isCut;

    /// <summary>Opens the relay to an address of this machine.</summary>
    public DemoUplink(string target)
    {
        this.target = IPEndPoint.Parse(target);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where the district dials.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Lets nothing through any more.</summary>
    public void Cut() => isCut = true;

    /// <summary>Lets new connections through; those from before are closed, since bytes of theirs are missing.</summary>
    public async Task HealAsync()
    {
        CancellationTokenSource before = Interlocked.Exchange(ref connections, new CancellationTokenSource());
        isCut = false;
        await before.CancelAsync();
        before.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await HealAsync();
        listener.Dispose();
        await accepting;
        connections.Dispose();
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient district = await listener.AcceptTcpClientAsync(over.Token);
                _ = RelayAsync(district, connections.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The demonstration is over.
        }
    }

    private async Task RelayAsync(TcpClient district, CancellationToken closed)
    {
        using (district)
        {
            using var province = new TcpClient { NoDelay = true };
            district.NoDelay = true;
            try
            {
                await province.ConnectAsync(target, closed);
                await Task.WhenAny(
                    PumpAsync(district.GetStream(), province.GetStream(), closed), PumpAsync(province.GetStream(), district.GetStream(), closed));
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
            {
                // Healed, or an end has closed: both are closed now.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken closed)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, closed) is > 0 and int read)
        {
            if (!isCut)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), closed);
            }
        }

        if (isCut)
        {
            await Task.Delay(Timeout.Infinite, closed); // a cable that is cut does not tell the other end
        }
    }
}

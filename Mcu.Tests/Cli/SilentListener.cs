using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Cli;

/// <summary>An address as of a machine that is off: connections are neither taken nor refused. Its queue is full, and nobody empties it.</summary>
internal sealed class SilentListener : IDisposable
{
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> waiting = [];

    public SilentListener()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        for (int i = 0; i < 3; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            waiting.Add(socket);
            try
            {
                socket.Connect(listener.LocalEndPoint!);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.InProgress or SocketError.WouldBlock)
            {
                // Connects, or waits for a place, by itself.
            }
        }
    }

    public string Address => $"{listener.LocalEndPoint}";

    public void Dispose()
    {
        waiting.ForEach(socket => socket.Dispose());
        listener.Dispose();
    }
}

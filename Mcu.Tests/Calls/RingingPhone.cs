using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mcu.Tests.Calls;

/// <summary>An endpoint that rings and is never answered; it says 200 to CANCEL and 487 to the INVITE. On UDP, without a thread of its own.</summary>
internal sealed class RingingPhone : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private string invite = "";

    public RingingPhone() => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Address => $"sip:room@{socket.LocalEndPoint}";

    /// <summary>Methods of the requests that came, each once.</summary>
    public HashSet<string> Heard { get; } = [];

    /// <summary>Answers what came.</summary>
    public void Pump()
    {
        var buffer = new byte[65536];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (socket.Available > 0)
        {
            string request = Encoding.UTF8.GetString(buffer, 0, socket.ReceiveFrom(buffer, ref from));
            string method = request.Split(' ')[0];
            Heard.Add(method);
            switch (method)
            {
                case "INVITE":
                    invite = request;
                    Respond(request, "180 Ringing", from);
                    break;
                case "CANCEL":
                    Respond(request, "200 OK", from);
                    Respond(invite, "487 Request Terminated", from);
                    break;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private void Respond(string request, string status, EndPoint to)
    {
        IEnumerable<string> copied = request.Split("\r\n")
            .Where(line => new[] { "Via:", "From:", "Call-ID:", "CSeq:" }.Any(name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
        string recipient = request.Split("\r\n").Single(line => line.StartsWith("To:", StringComparison.OrdinalIgnoreCase));
        string response = $"SIP/2.0 {status}\r\n{string.Join("\r\n", copied)}\r\n{recipient};tag=rings\r\nContact: <{Address}>\r\nContent-Length: 0\r\n\r\n";
        socket.SendTo(Encoding.UTF8.GetBytes(response), to);
    }
}

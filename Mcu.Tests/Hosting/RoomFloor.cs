using System.Net;
using System.Net.Sockets;
using Mcu.Core.Bfcp;
using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Tests.Bfcp;

namespace Mcu.Tests.Hosting;

/// <summary>A room's floor control of slides, as rooms have it: a client over UDP, whose server says the numbers.</summary>
internal sealed class RoomFloor : IDisposable
{
    private readonly Socket socket = RoomMedium.Bind();
    private readonly byte[] buffer = new byte[65536];
    private IPEndPoint? server;

    /// <summary>Its side; none before the call is up, or without.</summary>
    public FloorClient? Client { get; private set; }

    /// <summary>An offer with floor control.</summary>
    public SessionDescription AddTo(SessionDescription description) => description with
    {
        Media =
        [
            .. description.Media,
            new MediaDescription
            {
                Media = "application",
                Port = RoomMedium.EndPointOf(socket).Port,
                Protocol = "UDP/BFCP",
                Formats = ["*"],
                Attributes = [new SdpAttribute("floorctrl", "c-only")],
            },
        ],
    };

    /// <summary>Takes what an answer says.</summary>
    public void Begin(SessionDescription answer)
    {
        MediaDescription? line = answer.Media.FirstOrDefault(media => media is { IsFloorControl: true, Port: not 0 });
        if (line is null)
        {
            Client = null;
            return;
        }

        server = new IPEndPoint(IPAddress.Parse(answer.ConnectionOf(line)!.Address), line.Port);
        string Value(string name) => line.Attributes.Single(attribute => attribute.Name == name).Value!;
        Client = new FloorClient(new FloorAssociation(uint.Parse(Value("confid")), ushort.Parse(Value("userid")), 1));
    }

    /// <summary>Takes what came, sends what is due.</summary>
    public void Pump(Instant now)
    {
        if (Client is not { } client)
        {
            return;
        }

        while (socket.Available > 0)
        {
            client.Receive(buffer.AsSpan(0, socket.Receive(buffer)));
        }

        client.Tick(now);
        while (client.TryTake(out byte[]? datagram))
        {
            socket.SendTo(datagram!, server!);
        }
    }

    public void Dispose() => socket.Dispose();
}

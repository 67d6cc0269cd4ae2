using System.Net;
using System.Net.Sockets;
using Mcu.Core.Rtp;

namespace Mcu.Tests.Interop;

/// <summary>Sockets for the sound and the picture of a room that only listens, before and after it moves; counts what comes.</summary>
internal sealed class MediaSink : IDisposable
{
    private readonly byte[] buffer = new byte[2048];
    private readonly Socket audio = Bind(), video = Bind(), movedAudio = Bind(), movedVideo = Bind();

    /// <summary>Packets of sound so far.</summary>
    public int Sounds { get; private set; }

    /// <summary>Packets of pictures so far.</summary>
    public int Pictures { get; private set; }

    /// <summary>Parameter sets so far; one comes with each key frame.</summary>
    public int KeyFrames { get; private set; }

    /// <summary>Packets of sound and of pictures at the place that the room moves to.</summary>
    public (int Sounds, int Pictures) Moved { get; private set; }

    /// <summary>The keywords that scenarios use for the ports.</summary>
    public string[] Keys =>
    [
        "-key", "audio", PortOf(audio), "-key", "video", PortOf(video), "-key", "moved_audio", PortOf(movedAudio), "-key", "moved_video", PortOf(movedVideo),
    ];

    /// <summary>Takes what has come.</summary>
    public void Listen()
    {
        Sounds += Take(audio, _ => { });
        Pictures += Take(video, Look);
        Moved = (Moved.Sounds + Take(movedAudio, _ => { }), Moved.Pictures + Take(movedVideo, _ => { }));
    }

    public void Dispose()
    {
        foreach (Socket socket in new[] { audio, video, movedAudio, movedVideo })
        {
            socket.Dispose();
        }
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static string PortOf(Socket socket) => $"{((IPEndPoint)socket.LocalEndPoint!).Port}";

    private int Take(Socket socket, Action<byte[]> look)
    {
        int count = 0;
        for (; socket.Available > 0; count++)
        {
            look(buffer[..socket.Receive(buffer)]);
        }

        return count;
    }

    // An SPS alone, or at the head of an aggregate (RFC 6184 §5.7.1).
    private void Look(byte[] datagram)
    {
        if (RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && !packet.Payload.IsEmpty)
        {
            int kind = packet.Payload[0] & 0x1F;
            KeyFrames += kind == 7 || (kind == 24 && packet.Payload.Length > 3 && (packet.Payload[3] & 0x1F) == 7) ? 1 : 0;
        }
    }
}

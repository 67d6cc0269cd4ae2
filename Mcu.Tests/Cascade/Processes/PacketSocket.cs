using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>
/// Takes every frame that an interface receives and sends frames through it (packet(7)). Each has the virtio header in front, which
/// carries checksums that veth has left undone.
/// </summary>
internal sealed partial class PacketSocket : IDisposable
{
    /// <summary>Bytes of the virtio header, before the Ethernet frame.</summary>
    public const int HeaderLength = 10;

    /// <summary>The longest frame, with segments that are still in one.</summary>
    public const int MaxLength = 66_000 + HeaderLength;

    private const int LevelPacket = 263, VirtioHeader = 15, IgnoreOutgoing = 23;
    private const short AllProtocols = 3;

    /// <summary>Opens it in the calling thread's namespace.</summary>
    public PacketSocket(string networkInterface)
    {
        Socket = new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)BinaryPrimitives.ReverseEndianness(AllProtocols)) { Blocking = false };
        byte[] on = BitConverter.GetBytes(1);
        Socket.SetRawSocketOption(LevelPacket, VirtioHeader, on);
        Socket.SetRawSocketOption(LevelPacket, IgnoreOutgoing, on);
        Socket.Bind(new LinkLayerEndPoint((int)IndexOf(networkInterface)));
    }

    public Socket Socket { get; }

    /// <summary>Takes the next frame; 0: there is none.</summary>
    public int Receive(Span<byte> room)
    {
        int length = Socket.Receive(room, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? length : 0;
    }

    /// <summary>Sends a frame; one for which there is no room is lost.</summary>
    public void Send(ReadOnlySpan<byte> frame) => Socket.Send(frame, SocketFlags.None, out _);

    public void Dispose() => Socket.Dispose();

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint IndexOf(string networkInterface);

    // sockaddr_ll: family, protocol, index of the interface; the rest is for receiving.
    private sealed class LinkLayerEndPoint(int index) : EndPoint
    {
        private const int Length = 20;

        public override AddressFamily AddressFamily => AddressFamily.Packet;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Packet, Length);
            BinaryPrimitives.WriteInt16BigEndian(address.Buffer.Span[2..], AllProtocols);
            BinaryPrimitives.WriteInt32LittleEndian(address.Buffer.Span[4..], index);
            return address;
        }
    }
}

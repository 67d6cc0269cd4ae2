using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Srtp;

namespace Mcu.Node.Media;

/// <summary>Protects a leg's RTP on its last step before the socket, where it has its final header. One thread.</summary>
internal sealed class ProtectedSender(LegSender sender, SrtpProtector protector) : IDatagramSender
{
    private readonly byte[] room = GC.AllocateUninitializedArray<byte>(PacketBuffer.Capacity, pinned: true);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        datagram.CopyTo(room);
        if (protector.Protect(room, datagram.Length, out int length) == SrtpError.None)
        {
            sender.Send(room.AsSpan(0, length));
        }
    }

    /// <inheritdoc/>
    public void SendMany(ReadOnlySpan<PacketBuffer> packets) => sender.SendMany(packets, protector);
}

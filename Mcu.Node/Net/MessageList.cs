using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mcu.Node.Net.Native;

namespace Mcu.Node.Net;

/// <summary>
/// The messages of a <see cref="UdpSendBatch"/> in the form that sendmmsg takes. With segmentation one message carries a run
/// of packets to one peer, all as long as the first; only the last may be shorter (UDP_SEGMENT, udp(7)).
/// </summary>
internal sealed unsafe class MessageList
{
    private const int MaxSegments = 64; // UDP_MAX_SEGMENTS of older kernels
    private const int MaxMessageBytes = 60_000;
    private readonly MessageHeader[] headers;
    private readonly IoVector[] vectors;
    private readonly SegmentControl[] controls;
    private readonly byte[] addresses;
    private readonly int[] ends;

    public MessageList(int capacity)
    {
        headers = GC.AllocateArray<MessageHeader>(capacity, pinned: true);
        vectors = GC.AllocateArray<IoVector>(capacity, pinned: true);
        controls = GC.AllocateArray<SegmentControl>(capacity, pinned: true);
        addresses = GC.AllocateArray<byte>(capacity * NativeAddress.Capacity, pinned: true);
        ends = new int[capacity];
    }

    /// <summary>How many messages there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first message; the array is pinned.</summary>
    public MessageHeader* First => PointerTo(headers);

    /// <summary>The packet after the last of a message.</summary>
    public int EndOf(int message) => ends[message];

    /// <summary>Whether a message carries more than one packet.</summary>
    public bool IsSegmented(int message) => headers[message].ControlLength != 0;

    /// <summary>Makes messages of a batch's packets from one packet on.</summary>
    public void Build(UdpSendBatch batch, int firstPacket, int family, bool segmentation)
    {
        Count = 0;
        for (int packet = firstPacket; packet < batch.Count; packet = ends[Count++])
        {
            ends[Count] = segmentation ? EndOfRun(batch, packet) : packet + 1;
            Fill(Count, batch, packet, family);
        }
    }

    private static int EndOfRun(UdpSendBatch batch, int first)
    {
        int size = batch.LengthOf(first);
        int limit = Math.Min(batch.Count, first + MaxSegments);
        int end = first + 1;
        while (end < limit && batch.LengthOf(end) is int length && length <= size && length > 0
            && batch.BytesBetween(first, end + 1) <= MaxMessageBytes
            && batch.DestinationOf(end) == batch.DestinationOf(first))
        {
            end++;
            if (length < size)
            {
                break;
            }
        }

        return end;
    }

    private static T* PointerTo<T>(T[] pinned, int index = 0)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned)) + index;

    private void Fill(int message, UdpSendBatch batch, int packet, int family)
    {
        byte* address = PointerTo(addresses, message * NativeAddress.Capacity);
        int addressLength = NativeAddress.Write(new Span<byte>(address, NativeAddress.Capacity), batch.DestinationOf(packet), family);
        vectors[message] = new IoVector { Base = batch.AddressOf(packet), Length = (nuint)batch.BytesBetween(packet, ends[message]) };
        bool segmented = ends[message] - packet > 1;
        controls[message] = new SegmentControl
        {
            Length = 18, // the header's 16 bytes and a u16
            Level = SocketOption.Udp,
            Type = SocketOption.UdpSegment,
            SegmentSize = (ushort)batch.LengthOf(packet),
        };
        headers[message] = new MessageHeader
        {
            Name = address,
            NameLength = (uint)addressLength,
            Vectors = PointerTo(vectors, message),
            VectorCount = 1,
            Control = segmented ? (byte*)PointerTo(controls, message) : null,
            ControlLength = segmented ? (nuint)sizeof(SegmentControl) : 0,
        };
    }
}

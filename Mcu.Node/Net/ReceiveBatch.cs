using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Node.Loops.Native;
using Mcu.Node.Net.Native;

namespace Mcu.Node.Net;

/// <summary>
/// Pooled buffers laid out for recvmmsg. A buffer that a handler took is replaced before the next call; as many are
/// filled as the pool gives.
/// </summary>
internal sealed unsafe class ReceiveBatch : IDisposable
{
    /// <summary>The most datagrams in one system call.</summary>
    public const int Capacity = 32;

    private readonly PacketPool pool;
    private readonly PacketBuffer?[] buffers = new PacketBuffer?[Capacity];
    private readonly MessageHeader[] headers = GC.AllocateArray<MessageHeader>(Capacity, pinned: true);
    private readonly IoVector[] vectors = GC.AllocateArray<IoVector>(Capacity, pinned: true);
    private readonly byte[] addresses = GC.AllocateArray<byte>(Capacity * NativeAddress.Capacity, pinned: true);

    public ReceiveBatch(PacketPool pool)
    {
        this.pool = pool;
        for (int i = 0; i < Capacity; i++)
        {
            headers[i] = new MessageHeader
            {
                Name = PointerTo(addresses, i * NativeAddress.Capacity),
                NameLength = NativeAddress.Capacity,
                Vectors = PointerTo(vectors, i),
                VectorCount = 1,
            };
        }
    }

    /// <summary>How many buffers can be filled now, after asking the pool for those that are missing.</summary>
    public int Refill()
    {
        int ready = 0;
        while (ready < Capacity && (buffers[ready] is not null || TryPlace(ready)))
        {
            ready++;
        }

        return ready;
    }

    /// <summary>
    /// Takes what waits on a socket, up to a number of datagrams; 0 when nothing does, or on an error, which the kernel
    /// then has cleared.
    /// </summary>
    public int Receive(FileDescriptor socket, int most)
    {
        for (int i = 0; i < most; i++)
        {
            headers[i].NameLength = NativeAddress.Capacity;
        }

        return Math.Max(0, SocketCalls.ReceiveMany(socket, PointerTo(headers), (uint)most, SocketCalls.DontWait, 0));
    }

    /// <summary>The datagram in a place, with its length set.</summary>
    public PacketBuffer this[int place]
    {
        get
        {
            PacketBuffer buffer = buffers[place]!;
            buffer.Length = (int)headers[place].Transferred;
            return buffer;
        }
    }

    /// <summary>Whether the datagram in a place was longer than its buffer.</summary>
    public bool IsTruncated(int place) => (headers[place].Flags & SocketCalls.Truncated) != 0;

    /// <summary>Who sent the datagram in a place.</summary>
    public TransportAddress SenderOf(int place) =>
        NativeAddress.Read(addresses.AsSpan(place * NativeAddress.Capacity, NativeAddress.Capacity));

    /// <summary>Says that the buffer in a place has another owner now.</summary>
    public void Forget(int place) => buffers[place] = null;

    /// <summary>Gives all buffers back.</summary>
    public void Dispose()
    {
        for (int i = 0; i < Capacity; i++)
        {
            buffers[i]?.Return();
            buffers[i] = null;
        }
    }

    private static T* PointerTo<T>(T[] pinned, int index = 0)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned)) + index;

    private bool TryPlace(int place)
    {
        if (!pool.TryRent(out PacketBuffer? buffer))
        {
            return false;
        }

        buffers[place] = buffer;
        vectors[place] = new IoVector { Base = PointerTo(buffer.Bytes), Length = PacketBuffer.Capacity };
        return true;
    }
}

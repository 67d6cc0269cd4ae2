using Mcu.Core.Buffers;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Buffers;

/// <summary>A bounded store whose buffers have one owner at a time.</summary>
public sealed class PacketPoolTests
{
    [Test]
    public void TryRent_AllInUse_Fails()
    {
        var pool = new PacketPool(2);
        Rent(pool);
        Rent(pool);

        Assert.That(pool.TryRent(out PacketBuffer? none), Is.False);
        Assert.That(none, Is.Null);
        Assert.That(pool.Rented, Is.EqualTo(2));
    }

    [Test]
    public void TryRent_AfterReturn_GivesTheWarmestBufferEmpty()
    {
        var pool = new PacketPool(4);
        PacketBuffer first = Rent(pool);
        PacketBuffer second = Rent(pool);
        second.Length = 99;
        first.Return();
        second.Return();

        PacketBuffer again = Rent(pool);

        Assert.That(again, Is.SameAs(second));
        Assert.That(again.Length, Is.Zero);
        Assert.That(pool.Rented, Is.EqualTo(1));
    }

    [Test]
    public void Return_Twice_Throws()
    {
        PacketBuffer buffer = Rent(new PacketPool(1));
        buffer.Return();

        Assert.That(buffer.Return, Throws.InvalidOperationException);
    }

    [Test]
    public void Return_AllOfThem_MakesRoomForAll()
    {
        var pool = new PacketPool(100);
        PacketBuffer[] all = [.. Enumerable.Range(0, 100).Select(_ => Rent(pool))];
        Array.ForEach(all, buffer => buffer.Return());

        PacketBuffer[] again = [.. Enumerable.Range(0, 100).Select(_ => Rent(pool))];

        Assert.That(again, Is.EquivalentTo(all));
        Assert.That(pool.TryRent(out _), Is.False);
    }

    [Test]
    public void RentAndReturn_Warm_AllocatesNothing()
    {
        var pool = new PacketPool(8);

        Assert.That(Allocations.Of(() => Rent(pool).Return()), Is.Zero);
    }

    [Test]
    public void RentAndReturn_FourThreads_NoBufferHasTwoOwners()
    {
        var pool = new PacketPool(6);
        Action[] owners = [.. Enumerable.Range(1, 4).Select<int, Action>(owner => () => RentOverAndOver(pool, (byte)owner))];

        Race.Run(owners);

        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Return_OnAnotherThread_KeepsEveryBuffer()
    {
        const int Packets = 50_000;
        var pool = new PacketPool(64);
        var ring = new SpscRing<PacketBuffer>(64);

        Race.Run(() => SendAll(pool, ring, Packets), () => ReturnAll(ring, Packets));

        Assert.That(pool.Rented, Is.Zero);
    }

    private static void SendAll(PacketPool pool, SpscRing<PacketBuffer> ring, int count)
    {
        for (int i = 0; i < count; i++)
        {
            PacketBuffer? buffer = null;
            Race.Until(() => pool.TryRent(out buffer));
            Race.Require(ring.TryWrite(buffer!), "the ring holds as many as the pool has");
        }
    }

    private static void ReturnAll(SpscRing<PacketBuffer> ring, int count)
    {
        for (int i = 0; i < count; i++)
        {
            PacketBuffer? buffer = null;
            Race.Until(() => ring.TryRead(out buffer));
            buffer!.Return();
        }
    }

    private static void RentOverAndOver(PacketPool pool, byte owner)
    {
        for (int i = 0; i < 50_000; i++)
        {
            if (pool.TryRent(out PacketBuffer? buffer))
            {
                buffer.Bytes[0] = owner;
                Thread.MemoryBarrier();
                Race.Require(buffer.Bytes[0] == owner, "another thread has the same buffer");
                buffer.Return();
            }
        }
    }

    private static PacketBuffer Rent(PacketPool pool) =>
        pool.TryRent(out PacketBuffer? buffer) ? buffer : throw new InvalidOperationException("The pool is empty.");
}

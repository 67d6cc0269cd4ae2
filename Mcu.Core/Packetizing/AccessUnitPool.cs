using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Packetizing;

/// <summary>A bounded store of <see cref="AccessUnit"/>s, shared by the receive loop and the decode workers.</summary>
public sealed class AccessUnitPool(int capacity)
{
    private readonly ConcurrentQueue<AccessUnit> idle = new();
    private int created;
    private int rented;

    /// <summary>How many units have an owner now.</summary>
    public int Rented => Volatile.Read(ref rented);

    /// <summary>Takes an empty unit, or none when all are in use.</summary>
    public bool TryRent([NotNullWhen(true)] out AccessUnit? unit)
    {
        if (!idle.TryDequeue(out unit))
        {
            if (Interlocked.Increment(ref created) > capacity)
            {
                Interlocked.Decrement(ref created);
                return false;
            }

            unit = new AccessUnit(this);
        }

        Interlocked.Increment(ref rented);
        unit.Clear();
        return true;
    }

    internal void Return(AccessUnit unit)
    {
        Interlocked.Decrement(ref rented);
        idle.Enqueue(unit);
    }
}

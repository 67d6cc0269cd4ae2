namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>The world's time, in milliseconds, and what happens when: the same in every run with a seed.</summary>
internal sealed class Schedule(int seed)
{
    private readonly PriorityQueue<Action, (double At, long Order)> queue = new();
    private long order;

    /// <summary>True time, which no node can read.</summary>
    public double Now { get; private set; }

    /// <summary>The run's die.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Something happens later.</summary>
    public void In(double milliseconds, Action action) => queue.Enqueue(action, (Now + milliseconds, order++));

    /// <summary>Lets everything happen until a moment, and looks at the world after each.</summary>
    public void RunUntil(double end, Action look)
    {
        while (queue.TryPeek(out Action? action, out (double At, long Order) at) && at.At <= end)
        {
            queue.Dequeue();
            Now = at.At;
            action();
            look();
        }

        Now = end;
    }

    /// <summary>Whether a die of so many chances in a hundred falls well.</summary>
    public bool Chance(double percent) => Random.NextDouble() * 100 < percent;

    /// <summary>A time between two.</summary>
    public double Between(double low, double high) => low + (Random.NextDouble() * (high - low));
}

using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Failover.Model;

/// <summary>
/// A process that can be stopped (SIGSTOP: what comes waits), killed and started again. Its clock is monotonic, began anywhere, and
/// drifts.
/// </summary>
internal sealed class ModelProcess
{
    private readonly Schedule schedule;
    private readonly double rate;
    private readonly double offset;
    private readonly Queue<Action> held = new();
    private int life;

    public ModelProcess(Schedule schedule)
    {
        this.schedule = schedule;
        rate = 1 + schedule.Between(-0.005, 0.005);
        offset = schedule.Between(1000, 1_000_000);
    }

    public bool IsUp { get; private set; } = true;

    public bool IsStopped { get; private set; }

    public bool Runs => IsUp && !IsStopped;

    public Instant Now => Instant.FromMilliseconds(offset + (schedule.Now * rate));

    /// <summary>Does something as soon as the process runs, in this life.</summary>
    public void Run(Action action) => Run(life, action);

    /// <summary>Does something after a time on its own clock, in this life.</summary>
    public void After(double milliseconds, Action action)
    {
        int now = life;
        schedule.In(milliseconds / rate, () => Run(now, action));
    }

    /// <summary>Does something again and again in this life.</summary>
    public void Every(Func<double> milliseconds, Action action) => After(milliseconds(), () =>
    {
        action();
        Every(milliseconds, action);
    });

    public void Stop() => IsStopped = true;

    /// <summary>Goes on; the world is looked at before anything that waited has run, and after each of it.</summary>
    public void Continue(Action look)
    {
        IsStopped = false;
        look();
        while (Runs && held.TryDequeue(out Action? action))
        {
            action();
            look();
        }
    }

    public void Kill()
    {
        IsUp = IsStopped = false;
        life++;
        held.Clear();
    }

    public void Start() => IsUp = true;

    private void Run(int ofLife, Action action)
    {
        if (!IsUp || ofLife != life)
        {
            return;
        }

        if (IsStopped)
        {
            held.Enqueue(action);
        }
        else
        {
            action();
        }
    }
}

namespace Mcu.Node.Control;

/// <summary>An act's turn, from before it is carried out until what it changed is written down; see <see cref="ActTurns"/>.</summary>
public sealed class ActTurn : IDisposable
{
    /// <summary>Where acts need no turns.</summary>
    public static readonly ActTurn None = new(null, TimeSpan.Zero, TimeProvider.System);

    private readonly ITimer? limit;
    private Action? end;

    /// <summary>Begins one.</summary>
    /// <param name="end">Called once, when it ends; null: there is nothing to end.</param>
    /// <param name="longest">After which it ends by itself.</param>
    /// <param name="time">The clock of that.</param>
    internal ActTurn(Action? end, TimeSpan longest, TimeProvider time)
    {
        this.end = end;
        limit = end is null ? null : time.CreateTimer(_ => End(), state: null, longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends it, if it has not ended.</summary>
    public void Dispose()
    {
        End();
        limit?.Dispose();
    }

    private void End() => Interlocked.Exchange(ref end, null)?.Invoke();
}

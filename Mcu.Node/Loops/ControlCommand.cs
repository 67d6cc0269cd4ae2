namespace Mcu.Node.Loops;

/// <summary>A queued function whose caller waits for the result until a deadline. Runs once or expires, never both.</summary>
internal sealed class ControlCommand<T>(Func<T> function)
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? expiry;
    private int claimed;

    /// <summary>The result.</summary>
    public Task<T> Result => completion.Task;

    /// <summary>Starts the deadline. Before the command is queued.</summary>
    public void ExpireAfter(TimeSpan deadline)
    {
        expiry = new CancellationTokenSource(deadline);
        expiry.Token.UnsafeRegister(static state => ((ControlCommand<T>)state!).Refuse(ControlRefusal.DeadlineExceeded), this);
    }

    /// <summary>Fails the command unless it has begun.</summary>
    public void Refuse(ControlRefusal reason)
    {
        if (Interlocked.Exchange(ref claimed, 1) == 0)
        {
            expiry?.Dispose();
            completion.SetException(new ControlRefusedException(reason));
        }
    }

    /// <summary>Runs the function unless the command has expired. An exception becomes the caller's.</summary>
    public void Execute()
    {
        if (Interlocked.Exchange(ref claimed, 1) != 0)
        {
            return;
        }

        expiry?.Dispose();
        try
        {
            completion.SetResult(function());
        }
        catch (Exception fault)
        {
            completion.SetException(fault);
        }
    }
}

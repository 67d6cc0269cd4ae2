namespace Mcu.Tests.Harness;

/// <summary>Runs actions on threads of their own, all at once.</summary>
internal static class Race
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Fails the thread, and so the race; much cheaper than an assertion, for a check that is made very often.</summary>
    public static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }

    /// <summary>Tries until an attempt succeeds.</summary>
    public static void Until(Func<bool> attempt)
    {
        var spin = new SpinWait();
        while (!attempt())
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Starts all, waits for all, and throws the first exception of any.</summary>
    public static void Run(params Action[] actions)
    {
        using var start = new Barrier(actions.Length);
        Exception? failure = null;
        Thread[] threads = [.. actions.Select(action => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                action();
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        bool ended = threads.All(thread => thread.Join(Patience));
        Assert.That(failure, Is.Null);
        Assert.That(ended, Is.True, "the threads never came to an end");
    }
}

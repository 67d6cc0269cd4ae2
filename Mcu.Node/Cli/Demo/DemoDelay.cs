namespace Mcu.Node.Cli.Demo;

/// <summary>Waiting in a demonstration that may end at any time.</summary>
internal static class DemoDelay
{
    /// <summary>Waits so long, or until the demonstration ends; whether there is still time.</summary>
    public static async Task<bool> UpToAsync(TimeSpan time, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(time, cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return true;
    }
}

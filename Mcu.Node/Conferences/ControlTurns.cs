using Mcu.Node.Control;
using Mcu.Node.Loops;

namespace Mcu.Node.Conferences;

/// <summary>Runs what operators ask as turns of the control loop: each act once, however often it is retried.</summary>
public sealed class ControlTurns(ControlLoop control)
{
    /// <summary>What a turn may wait for the loop.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ActResults results = new();

    /// <summary>What was done is done no longer: retries are done anew. Control loop's thread.</summary>
    public void Forget() => results.Clear();

    /// <summary>Reads something that is never refused.</summary>
    public Task<T> Read<T>(Func<T> turn) => control.Invoke(turn, Limit);

    /// <summary>One turn; a loop that cannot take it is a refusal.</summary>
    public async Task<ControlResult<T>> Turn<T>(Func<ControlResult<T>> turn)
    {
        try
        {
            return await control.Invoke(turn, Limit);
        }
        catch (ControlRefusedException refused)
        {
            return refused.Reason switch
            {
                ControlRefusal.Busy => ControlErrors.Busy(),
                ControlRefusal.DeadlineExceeded => ControlErrors.TimedOut(Limit),
                _ => ControlErrors.ShuttingDown(),
            };
        }
    }

    /// <summary>An act: a retry gets the first result.</summary>
    public Task<ControlResult<T>> Once<T>(Act act, string method, Func<ControlResult<T>> turn) =>
        OnceAsync(act, method, () => Task.FromResult(turn()));

    /// <summary>An act that begins in a turn and ends later: a retry waits for the same end.</summary>
    public async Task<ControlResult<T>> OnceAsync<T>(Act act, string method, Func<Task<ControlResult<T>>> turn)
    {
        ControlResult<Task<ControlResult<T>>> begun = await Turn(() =>
        {
            if (!results.TryGet(act, method, out Task<ControlResult<T>>? result))
            {
                result = turn();
                results.Add(act, method, result);
            }

            return ControlResult<Task<ControlResult<T>>>.Done(result);
        });
        return begun.TryGet(out Task<ControlResult<T>>? running, out ControlError? error) ? await running : error;
    }
}

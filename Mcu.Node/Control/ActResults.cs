using System.Diagnostics.CodeAnalysis;

namespace Mcu.Node.Control;

/// <summary>
/// The results of the last acts by op_id, so that a retry gets the first answer again. Bounded: the oldest is forgotten.
/// Owned by one loop; not thread-safe. Results are stored as tasks, so that a retry of a call that still rings waits for it.
/// </summary>
public sealed class ActResults(int capacity = 4096)
{
    private readonly Dictionary<string, (string Method, Task Result)> results = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Number of acts that are remembered.</summary>
    public int Count => results.Count;

    /// <summary>The result of an earlier act with this op_id; an error when that act was another one.</summary>
    public bool TryGet<T>(Act act, string method, [NotNullWhen(true)] out Task<ControlResult<T>>? result)
    {
        result = null;
        if (!results.TryGetValue(act.OpId, out (string Method, Task Result) known))
        {
            return false;
        }

        bool same = string.Equals(known.Method, method, StringComparison.Ordinal);
        result = same && known.Result is Task<ControlResult<T>> typed
            ? typed
            : Task.FromResult<ControlResult<T>>(ControlErrors.OpIdReused(act.OpId, known.Method));
        return true;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        results.Clear();
        order.Clear();
    }

    /// <summary>Remembers the result of an act.</summary>
    public void Add<T>(Act act, string method, Task<ControlResult<T>> result)
    {
        if (!results.TryAdd(act.OpId, (method, result)))
        {
            throw new InvalidOperationException($"act {act.OpId} was done before");
        }

        order.Enqueue(act.OpId);
        while (order.Count > capacity)
        {
            results.Remove(order.Dequeue());
        }
    }
}

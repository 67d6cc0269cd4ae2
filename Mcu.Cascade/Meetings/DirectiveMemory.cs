using Mcu.V1;

namespace Mcu.Cascade.Meetings;

/// <summary>
/// Results of directives that were carried out, so that one that comes again, after a lost link say, is answered and not done
/// again. It keeps the newest.
/// </summary>
public sealed class DirectiveMemory(int capacity = 1000)
{
    private readonly Dictionary<string, DirectiveResult> results = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>What became of a directive before; null: it is new.</summary>
    public DirectiveResult? Find(string opId) => results.GetValueOrDefault(opId);

    /// <summary>Notes what became of it.</summary>
    public void Keep(DirectiveResult result)
    {
        if (!results.TryAdd(result.OpId, result))
        {
            return;
        }

        order.Enqueue(result.OpId);
        if (order.Count > capacity)
        {
            results.Remove(order.Dequeue());
        }
    }
}

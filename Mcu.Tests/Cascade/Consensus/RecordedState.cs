using System.Buffers;
using System.Text;
using Mcu.Cascade.Consensus;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>A state that is the list of all entries, as texts.</summary>
internal sealed class RecordedState : IReplicatedState
{
    private readonly Lock sync = new();
    private readonly List<string> entries = [];

    /// <summary>All entries so far, in order.</summary>
    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (sync)
            {
                return [.. entries];
            }
        }
    }

    /// <summary>How often the state was replaced by a snapshot.</summary>
    public int Restored { get; private set; }

    public static byte[] Entry(string text) => Encoding.UTF8.GetBytes(text);

    public void Apply(ReadOnlySpan<byte> entry, ulong index, ulong term)
    {
        lock (sync)
        {
            entries.Add(Encoding.UTF8.GetString(entry));
        }
    }

    public void WriteSnapshot(IBufferWriter<byte> snapshot) => snapshot.Write(Encoding.UTF8.GetBytes(string.Join('\n', Entries)));

    public void Restore(ReadOnlySequence<byte> snapshot)
    {
        string text = Encoding.UTF8.GetString(snapshot);
        lock (sync)
        {
            entries.Clear();
            entries.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Restored++;
        }
    }
}

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Bounds what waits for agreement.</summary>
internal sealed class ReplicationWindow
{
    private const int MostEntries = 256;
    private const long MostBytes = 16 << 20;

    private readonly Lock sync = new();
    private int entries;
    private long bytes;

    /// <summary>One more entry; false when there is no room.</summary>
    public bool TryEnter(int size)
    {
        lock (sync)
        {
            if (entries >= MostEntries || bytes + size > MostBytes)
            {
                return false;
            }

            (entries, bytes) = (entries + 1, bytes + size);
            return true;
        }
    }

    /// <summary>It waits no longer.</summary>
    public void Leave(int size)
    {
        lock (sync)
        {
            (entries, bytes) = (entries - 1, bytes - size);
        }
    }
}

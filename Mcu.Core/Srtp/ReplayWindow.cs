namespace Mcu.Core.Srtp;

/// <summary>
/// Which of the last 1024 packets of a source came (RFC 3711 §3.3.2). Far more than the 64 of the RFC: what is sent again on
/// request comes hundreds of packets late.
/// </summary>
public sealed class ReplayWindow
{
    private const int Size = 1024;
    private readonly ulong[] came = new ulong[Size / 64];
    private ulong highest;

    /// <summary>Whether a packet is neither known nor too old.</summary>
    public bool IsNew(ulong index) => index > highest || (highest - index < Size && !Has(index));

    /// <summary>Takes note of an authentic packet that was new.</summary>
    public void Add(ulong index)
    {
        for (ulong skipped = Math.Max(highest + 1, index < Size ? 0 : index - Size + 1); skipped <= index; skipped++)
        {
            came[(skipped / 64) % (Size / 64)] &= ~(1UL << (int)(skipped % 64));
        }

        highest = Math.Max(highest, index);
        came[(index / 64) % (Size / 64)] |= 1UL << (int)(index % 64);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(came);
        highest = 0;
    }

    private bool Has(ulong index) => (came[(index / 64) % (Size / 64)] & (1UL << (int)(index % 64))) != 0;
}

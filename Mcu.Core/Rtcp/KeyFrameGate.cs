using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>
/// Lets one encoder make at most one key frame in 500 ms, however many viewers ask: a storm of PLIs must not cost the
/// others their bit rate. <see cref="Request"/> may come from any thread, the rest is the encoder's.
/// </summary>
public sealed class KeyFrameGate
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(500);

    private Instant opensAt = Instant.Distant;
    private int wanted;

    /// <summary>A viewer wants a key frame.</summary>
    public void Request() => Volatile.Write(ref wanted, 1);

    /// <summary>Whether the next picture is to be a key frame. True counts as one made.</summary>
    public bool TryOpen(Instant now)
    {
        if (now < opensAt || Interlocked.Exchange(ref wanted, 0) == 0)
        {
            return false;
        }

        opensAt = now + Apart;
        return true;
    }

    /// <summary>The encoder made one unasked; requests that came before it are answered.</summary>
    public void KeyFrameMade(Instant now)
    {
        Volatile.Write(ref wanted, 0);
        opensAt = now + Apart;
    }
}

using Mcu.Core.Time;

namespace Mcu.Core.Rtcp;

/// <summary>
/// Decides when to ask a sender for a key frame: at once, then not before 500 ms, then at 1 s and every 2 s until one
/// comes. All who need one (decoder, viewers, recorder) share it. One at the start, at an SSRC change and on resume.
/// </summary>
public sealed class KeyFrameRequester
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private Instant nextAt = Instant.Distant;
    private TimeSpan interval = Shortest;
    private bool isRepeat;

    /// <summary>Whether a key frame is awaited.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>When <see cref="TrySend"/> will say yes.</summary>
    public Instant Deadline => IsWaiting ? nextAt : Instant.Never;

    /// <summary>The number for FIR: rises with each new request, stays for repetitions (RFC 5104 §4.3.1.1).</summary>
    public byte FirSequence { get; private set; }

    /// <summary>Requests sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Somebody needs a key frame.</summary>
    public void Request() => IsWaiting = true;

    /// <summary>A new source (start, SSRC change, resume): ask it without the back-off that the one before earned.</summary>
    public void RequestFromNewSource()
    {
        interval = Shortest;
        isRepeat = false;
        IsWaiting = true;
    }

    /// <summary>Whether to send a request now.</summary>
    public bool TrySend(Instant now)
    {
        if (now < Deadline)
        {
            return false;
        }

        FirSequence += (byte)(isRepeat ? 0 : 1);
        isRepeat = true;
        Sent++;
        nextAt = now + interval;
        interval = interval * 2 < Longest ? interval * 2 : Longest;
        return true;
    }

    /// <summary>A key frame has come.</summary>
    public void KeyFrameReceived()
    {
        IsWaiting = false;
        isRepeat = false;
        interval = Shortest;
    }
}

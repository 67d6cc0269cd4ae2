using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Hosting;

namespace Mcu.Tests.Bench.Failover;

/// <summary>How long a room hears nobody and gets no picture: the longest time between two packets that count.</summary>
internal sealed class GapWatch(SipRoom room)
{
    private Instant heardAt = MonotonicClock.Now;
    private Instant seenAt = MonotonicClock.Now;
    private int heard = room.Sound.Voiced;
    private int seen = room.Picture.Packets;

    /// <summary>Between two packets in which somebody is heard, ms.</summary>
    public double Sound { get; private set; }

    /// <summary>Between two packets of the picture, ms.</summary>
    public double Picture { get; private set; }

    /// <summary>When somebody was heard last.</summary>
    public Instant HeardAt => heardAt;

    /// <summary>When a picture came last.</summary>
    public Instant SeenAt => seenAt;

    /// <summary>Looks; often.</summary>
    public void Look()
    {
        Instant now = MonotonicClock.Now;
        if (room.Sound.Voiced != heard)
        {
            (heard, Sound, heardAt) = (room.Sound.Voiced, Math.Max(Sound, (now - heardAt).TotalMilliseconds), now);
        }

        if (room.Picture.Packets != seen)
        {
            (seen, Picture, seenAt) = (room.Picture.Packets, Math.Max(Picture, (now - seenAt).TotalMilliseconds), now);
        }
    }
}

using Mcu.Core.Time;

namespace Mcu.Node.Calls;

/// <summary>What becomes of a room by the signs that it gives.</summary>
public enum SignalVerdict
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>Its pane is to say that the signal is lost.</summary>
    Lost,

    /// <summary>It is gone, and is to be hung up.</summary>
    Gone,
}

/// <summary>Judges a room that ought to send. Pure.</summary>
/// <param name="timeout">A room that sends nothing at all for so long is gone.</param>
public sealed class SignalJudge(TimeSpan timeout)
{
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(3);

    // Reports come every 5 s, give or take half of it (RFC 3550 §6.2): two of them are missing.
    private static readonly TimeSpan ReportsLostAfter = TimeSpan.FromSeconds(12);

    /// <summary>What becomes of it.</summary>
    public SignalVerdict Judge(in MediaSigns signs, Instant now)
    {
        // A muted room with its camera off may send reports only, and is there still (RFC 3550 §6.3.5: "RTP or RTCP").
        if (now - Instant.Later(signs.Since, Instant.Later(signs.PacketAt, signs.ReportAt)) > timeout)
        {
            return SignalVerdict.Gone;
        }

        bool pictureStopped = signs.PictureAt is { } at && now - Instant.Later(at, signs.Since) > LostAfter;
        return pictureStopped || HasFallenSilent(signs, now) ? SignalVerdict.Lost : SignalVerdict.Present;
    }

    // Who was never heard has lost nothing: it has no picture.
    private static bool HasFallenSilent(in MediaSigns signs, Instant now) =>
        signs.PacketAt > Instant.Distant
        && now - Instant.Later(signs.PacketAt, signs.Since) > LostAfter
        && now - signs.ReportAt > ReportsLostAfter;
}

using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Media;

namespace Mcu.Node.Calls;

/// <summary>When a room was last heard of, as its call's media tell.</summary>
/// <param name="Since">When the media began, or came back from hold.</param>
/// <param name="PacketAt">When its last RTP packet came, of sound or picture; <see cref="Instant.Distant"/>: none yet.</param>
/// <param name="ReportAt">When its last RTCP came; <see cref="Instant.Distant"/>: none yet.</param>
/// <param name="PictureAt">When its last whole picture came; null: it has sent none, or has agreed to send none.</param>
public readonly record struct MediaSigns(Instant Since, Instant PacketAt, Instant ReportAt, Instant? PictureAt)
{
    /// <summary>The signs of a call whose media are up.</summary>
    public static MediaSigns Of(LiveCall call, MediaLeg leg)
    {
        bool maySend = call.Session!.Video?.Direction.Receives() ?? false;
        return new MediaSigns(
            call.MediaSince,
            Latest(leg.Audio?.HeardAt, leg.Video?.HeardAt, call.Slides?.Stream.HeardAt),
            Latest(leg.Audio?.ReportedAt, leg.Video?.ReportedAt, call.Slides?.Stream.ReportedAt),
            maySend && leg.Video is { Receive: { Units: > 0 } receive } ? receive.LastUnitAt : null);
    }

    private static Instant Latest(Instant? sound, Instant? picture, Instant? slides) =>
        Instant.Later(sound ?? Instant.Distant, Instant.Later(picture ?? Instant.Distant, slides ?? Instant.Distant));
}

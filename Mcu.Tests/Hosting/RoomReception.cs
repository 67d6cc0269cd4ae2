using System.Net;
using Mcu.Core.Rtp;
using Mcu.Node.Loops;

namespace Mcu.Tests.Hosting;

/// <summary>What a room gets to hear and to see.</summary>
internal sealed class RoomReception(RoomMedium audio, RoomMedium video, RoomMedium slides, RoomScreen? screen)
{
    public ReceivedLine Sound { get; } = new(160);

    public ReceivedLine Picture { get; } = new(3600);

    public bool GotKeyFrame { get; set; }

    /// <summary>Where its last packets of sound and of picture came from.</summary>
    public (IPAddress? Sound, IPAddress? Picture) From { get; private set; }

    /// <summary>Listens to what the room gets; none: it is only counted.</summary>
    public RoomEar? Ear { get; set; }

    /// <summary>Takes what came.</summary>
    public void Listen()
    {
        while (audio.TryReceive(out RtpPacket sound, out IPAddress source))
        {
            Sound.Add(sound);
            From = From with { Sound = source };
            Ear?.Hear(sound.Payload);
        }

        while (video.TryReceive(out RtpPacket shown, out IPAddress source))
        {
            Picture.Add(shown);
            From = From with { Picture = source };
            GotKeyFrame |= !shown.Payload.IsEmpty && (shown.Payload[0] & 0x1F) is 7 or 24;
        }

        while (slides.TryReceive(out RtpPacket slide, out _))
        {
            screen?.Show(slide, MonotonicClock.Now);
        }
    }
}

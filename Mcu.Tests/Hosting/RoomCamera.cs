using Mcu.Core.Packetizing;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;

namespace Mcu.Tests.Hosting;

/// <summary>What a room shows, people or slides: access units in H.264, over and over.</summary>
internal sealed class RoomCamera(RoomMedium medium, TimeSpan period)
{
    private readonly RoomClock clock = new(period);
    private readonly H264Packetizer packetizer = new(packetizationMode: 1);
    private readonly PacketizedPicture picture = new();
    private readonly int ticks = (int)(period.TotalSeconds * NegotiatedVideo.ClockRate);
    private int pictures;

    public bool IsOn { get; set; } = true;

    /// <summary>The access units, the first a key frame; null: it shows nothing.</summary>
    public IReadOnlyList<byte[]>? Clip { get; set; }

    /// <summary>Packets sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends what is due, a number of times.</summary>
    public void Show(NegotiatedVideo? agreed, int times, Instant now)
    {
        while (IsOn && Clip is { } clip && agreed is not null && clock.IsDue(now))
        {
            for (int i = 0; i < times; i++)
            {
                SendPicture(clip, agreed);
            }
        }
    }

    private void SendPicture(IReadOnlyList<byte[]> clip, NegotiatedVideo agreed)
    {
        packetizer.Packetize(clip[pictures % clip.Count], pictures % clip.Count == 0, picture);
        for (int i = 0; i < picture.Count; i++)
        {
            byte[] packet = medium.Line.Write((uint)(pictures * ticks), picture[i], i == picture.Count - 1, (byte)agreed.SendPayloadType);
            medium.Socket.SendTo(packet, RoomMedium.PortOf(agreed.Transport));
            Sent++;
        }

        pictures++;
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Codecs.Telephony;
using Mcu.Core.Mixing;
using Mcu.Core.Rtcp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;

namespace Mcu.Tests.Hosting;

/// <summary>What a room says: a square wave in PCMA, and reports where it sends some.</summary>
/// <param name="medium">Its way.</param>
/// <param name="halfWave">In samples.</param>
internal sealed class RoomVoice(RoomMedium medium, int halfWave)
{
    private const int Loud = 0x35;
    private readonly RoomClock frames = new(TimeSpan.FromMilliseconds(20));
    private readonly RoomClock reports = new(TimeSpan.FromMilliseconds(500));

    /// <summary>Level of the fundamental, dBFS: 4/π times that of its square wave.</summary>
    public static float LevelDbfs { get; } =
        AudioLevel.ToDbfs((float)(G711.Expansion(AudioCodec.Pcma)[Loud | 0x80] * 4 / Math.PI / Math.Sqrt(2)));

    /// <summary>The fundamental.</summary>
    public double Hertz => 8000.0 / (2 * halfWave);

    public bool IsOn { get; set; } = true;

    /// <summary>Whether it speaks 30 dB lower.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Told before each packet of loud sound is sent.</summary>
    public Action? OnLoud { get; set; }

    /// <summary>Whether it sends RTCP too.</summary>
    public bool Reports { get; set; }

    /// <summary>Packets sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends what is due, a number of times.</summary>
    public void Speak(NegotiatedAudio agreed, int times, Instant now)
    {
        while (IsOn && frames.IsDue(now))
        {
            for (int i = 0; i < times; i++)
            {
                SendFrame(agreed);
            }
        }
    }

    /// <summary>Sends the reports that are due.</summary>
    public void Report(NegotiatedAudio agreed, Instant now)
    {
        while (Reports && reports.IsDue(now))
        {
            var report = new byte[RtcpSession.MaxLength];
            var writer = new RtcpWriter(report);
            writer.ReceiverReport(ssrc: 77, []);
            writer.Cname(ssrc: 77, "room"u8);
            medium.Socket.SendTo(report.AsSpan(0, writer.Length), RoomMedium.Next(RoomMedium.PortOf(agreed.Transport)));
        }
    }

    private void SendFrame(NegotiatedAudio agreed)
    {
        var payload = new byte[160];
        int level = IsQuiet ? 0x45 : Loud; // A-law with its even bits inverted: five segments lower
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] = (byte)(((Sent * payload.Length) + i) / halfWave % 2 == 0 ? level : level | 0x80);
        }

        if (!IsQuiet)
        {
            OnLoud?.Invoke();
        }

        byte[] packet = medium.Line.Write((uint)(Sent * 160), payload, marker: false, (byte)agreed.SendPayloadType);
        medium.Socket.SendTo(packet, RoomMedium.PortOf(agreed.Transport));
        Sent++;
    }
}

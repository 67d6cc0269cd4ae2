using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// Puts the payloads of 20 ms frames into packets of 10, 20, 40 or 60 ms, as the peer's ptime and maxptime want. Halving and
/// joining is right for codecs whose octets are samples in order: G.711 and G.722 (RFC 3551 §4.5). Opus stays at one frame a packet.
/// </summary>
internal sealed class AudioPacketizer(RtpStreamLine line, byte payloadType, int packetTime, IDatagramSender sender)
{
    private const int FrameTime = 20;
    private const int LargestPayload = 1200;

    private readonly byte[] packet = GC.AllocateUninitializedArray<byte>(RtpPacket.FixedHeaderLength + LargestPayload, pinned: true);
    private readonly int frames = Math.Max(1, packetTime / FrameTime);
    private bool talkSpurtStarts = true;
    private uint timestamp;
    private Instant capturedAt;
    private int length;
    private int count;

    /// <summary>Takes the next frame, and sends what is complete.</summary>
    /// <param name="payload">20 ms.</param>
    /// <param name="mediaTimestamp">Its timestamp.</param>
    /// <param name="step">Timestamp units of a frame.</param>
    /// <param name="now">When it was mixed.</param>
    public void Add(ReadOnlySpan<byte> payload, uint mediaTimestamp, int step, Instant now)
    {
        if (packetTime < FrameTime)
        {
            int half = payload.Length / 2;
            Put(payload[..half], mediaTimestamp, now);
            Send();
            Put(payload[half..], mediaTimestamp + (uint)(step / 2), now);
            Send();
            return;
        }

        if (count > 0 && mediaTimestamp != timestamp + (uint)(count * step))
        {
            Send(); // a frame was left out, and within a packet there is no hole
        }

        Put(payload, mediaTimestamp, now);
        if (count == frames)
        {
            Send();
        }
    }

    /// <summary>There is no sound for a while: what waits is sent.</summary>
    public void Pause()
    {
        if (count > 0)
        {
            Send();
        }

        talkSpurtStarts = true; // RFC 3551 §4.1: the marker says that sound begins after silence
    }

    private void Put(ReadOnlySpan<byte> payload, uint mediaTimestamp, Instant now)
    {
        if (count == 0)
        {
            (timestamp, capturedAt) = (mediaTimestamp, now);
        }

        payload.CopyTo(packet.AsSpan(RtpPacket.FixedHeaderLength + length));
        length += payload.Length;
        count++;
    }

    private void Send()
    {
        RtpHeader header = line.Next(payloadType, talkSpurtStarts, timestamp, length, capturedAt);
        RtpWriter.WriteHeader(packet, header);
        sender.Send(packet.AsSpan(0, RtpPacket.FixedHeaderLength + length));
        talkSpurtStarts = false;
        (length, count) = (0, 0);
    }
}

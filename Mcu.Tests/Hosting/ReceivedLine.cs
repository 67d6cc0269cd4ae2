using Mcu.Core.Rtp;

namespace Mcu.Tests.Hosting;

/// <summary>What a room gets on one RTP line, judged by the line's own sequence and timestamps, never by the wall clock.</summary>
/// <param name="ticksPerFrame">Units of the timestamp between two frames.</param>
internal sealed class ReceivedLine(int ticksPerFrame)
{
    private uint firstTimestamp;
    private uint lastTimestamp;
    private ushort lastSequence;
    private bool hasBegun;

    /// <summary>Packets since the room came.</summary>
    public int Packets { get; private set; }

    /// <summary>Frames since <see cref="Restart"/>.</summary>
    public int Frames { get; private set; }

    /// <summary>Packets since <see cref="Restart"/> in which somebody is heard, where it is G.711 A-law.</summary>
    public int Voiced { get; private set; }

    /// <summary>Sequence numbers that never came.</summary>
    public int Lost { get; private set; }

    /// <summary>The longest step between two frames, in frames: 1 where none is left out.</summary>
    public double LongestStep { get; private set; }

    /// <summary>Frames that the line's clock has had time for since <see cref="Restart"/>.</summary>
    public int Due => (int)((lastTimestamp - firstTimestamp) / ticksPerFrame);

    /// <summary>Begins to judge anew, from the packet that came last.</summary>
    public void Restart()
    {
        firstTimestamp = lastTimestamp;
        Frames = Lost = Voiced = 0;
        LongestStep = 0;
    }

    public void Add(in RtpPacket packet)
    {
        Packets++;
        Voiced += IsVoiced(packet.Payload) ? 1 : 0;
        if (hasBegun)
        {
            Lost += (ushort)(packet.Sequence - lastSequence - 1);
            Step(packet.Timestamp - lastTimestamp);
        }

        firstTimestamp = hasBegun ? firstTimestamp : packet.Timestamp;
        (hasBegun, lastTimestamp, lastSequence) = (true, packet.Timestamp, packet.Sequence);
    }

    // A sample within 24 dB of full scale: the upper segments of A-law, whose even bits are inverted (G.711 §2).
    private static bool IsVoiced(ReadOnlySpan<byte> samples)
    {
        foreach (byte sample in samples)
        {
            if (((sample ^ 0x55) & 0x70) >= 0x40)
            {
                return true;
            }
        }

        return false;
    }

    private void Step(uint ticks)
    {
        Frames += ticks > 0 ? 1 : 0;
        LongestStep = Math.Max(LongestStep, (double)ticks / ticksPerFrame);
    }
}

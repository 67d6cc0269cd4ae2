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
        Frames = Lost = 0;
        LongestStep = 0;
    }

    public void Add(in RtpPacket packet)
    {
        Packets++;
        if (hasBegun)
        {
            Lost += (ushort)(packet.Sequence - lastSequence - 1);
            Step(packet.Timestamp - lastTimestamp);
        }

        firstTimestamp = hasBegun ? firstTimestamp : packet.Timestamp;
        (hasBegun, lastTimestamp, lastSequence) = (true, packet.Timestamp, packet.Sequence);
    }

    private void Step(uint ticks)
    {
        Frames += ticks > 0 ? 1 : 0;
        LongestStep = Math.Max(LongestStep, (double)ticks / ticksPerFrame);
    }
}

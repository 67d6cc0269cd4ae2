using Mcu.Core.Randomness;
using Mcu.Core.Time;

namespace Mcu.Core.Rtp;

/// <summary>
/// The one continuous line of packets that a leg gets: one SSRC, a sequence without holes and a timestamp that follows
/// time, whatever encoder, source or layout feeds it. One thread writes; <see cref="TrySnapshot"/> may be called by another.
/// </summary>
public sealed class RtpStreamLine
{
    private long nextIndex; // sequence number and, above it, the count of its wraps
    private long rtcpPackets;
    private uint offset;
    private bool sent;
    private SenderSnapshot state;
    private int version; // odd while a write is under way

    /// <summary>A line of random SSRC, sequence and timestamp, as RFC 3550 §5.1 asks.</summary>
    /// <param name="clockRate">The RTP clock, Hz.</param>
    /// <param name="random">Source of the random start.</param>
    public RtpStreamLine(int clockRate, IRandomSource random)
    {
        ClockRate = clockRate;
        Ssrc = random.NextUInt32();
        nextIndex = random.NextSequence();
        offset = random.NextUInt32();
    }

    /// <summary>Units of the timestamp in a second.</summary>
    public int ClockRate { get; }

    /// <summary>The synchronization source; the same for the leg's whole life.</summary>
    public uint Ssrc { get; }

    /// <summary>The sequence number that the next packet gets.</summary>
    public ushort NextSequence => (ushort)Volatile.Read(ref nextIndex);

    /// <summary>
    /// The SRTP index of a packet that the line has numbered, now or up to 2^15 packets ago (RFC 3711 §3.3.1): its sequence number
    /// below the count of wraps. The line knows what a receiver has to guess, so a packet that is sent again keeps its index. Any thread.
    /// </summary>
    public ulong IndexOf(ushort sequence)
    {
        long newest = Volatile.Read(ref nextIndex) - 1;
        return (ulong)(newest + (short)(sequence - (ushort)newest));
    }

    /// <summary>The index of its next SRTCP packet (RFC 3711 §3.4): never the same twice, whatever legs the line outlasts.</summary>
    public uint TakeRtcpIndex() => (uint)(Interlocked.Increment(ref rtcpPackets) & 0x7FFF_FFFF);

    /// <summary>
    /// The header of the next packet.
    /// </summary>
    /// <param name="payloadType">What the leg negotiated for the format.</param>
    /// <param name="marker">RTP marker.</param>
    /// <param name="mediaTimestamp">The shared timestamp of the encoder; the leg's own offset is added.</param>
    /// <param name="payloadLength">Payload bytes, counted for the sender report.</param>
    /// <param name="capturedAt">When the sound was mixed or the picture composed; ties timestamp to NTP in reports.</param>
    public RtpHeader Next(byte payloadType, bool marker, uint mediaTimestamp, int payloadLength, Instant capturedAt)
    {
        uint timestamp = mediaTimestamp + offset;
        var header = new RtpHeader(payloadType, marker, (ushort)nextIndex, timestamp, Ssrc);
        Volatile.Write(ref nextIndex, nextIndex + 1);
        Volatile.Write(ref version, version + 1);
        Interlocked.MemoryBarrier();
        state = new SenderSnapshot(state.Packets + 1, state.Octets + (uint)payloadLength, timestamp, capturedAt);
        Volatile.Write(ref version, version + 1);
        sent = true;
        return header;
    }

    /// <summary>
    /// Says that the feeding encoder or source changes: <paramref name="mediaTimestamp"/>, its next, is placed where time
    /// says that the line should be now, and after everything sent before.
    /// </summary>
    public void SwitchSource(uint mediaTimestamp, Instant capturedAt)
    {
        if (sent)
        {
            long elapsed = Math.Max(1, RtpClock.Units(capturedAt - state.CapturedAt, ClockRate));
            offset = state.Timestamp + (uint)elapsed - mediaTimestamp;
        }
    }

    /// <summary>What has been sent, consistent, for sender reports. False before the first packet.</summary>
    public bool TrySnapshot(out SenderSnapshot snapshot)
    {
        int before;
        do
        {
            before = Volatile.Read(ref version);
            snapshot = state;
            Interlocked.MemoryBarrier();
        }
        while ((before & 1) != 0 || before != Volatile.Read(ref version));

        return snapshot.Packets != 0;
    }
}

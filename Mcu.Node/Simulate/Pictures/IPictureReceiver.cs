using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Simulate.Pictures;

/// <summary>What a room does with the picture packets that it gets. Receive loop's thread.</summary>
internal interface IPictureReceiver
{
    /// <summary>Sources and their receive logs.</summary>
    SsrcDemux Demux { get; }

    /// <summary>Number of the next FIR.</summary>
    byte FirSequence { get; }

    /// <summary>Takes a packet and its buffer.</summary>
    void Receive(PacketBuffer datagram, Instant now);

    /// <summary>Deadlines, about every 10 ms.</summary>
    void Tick(Instant now, TimeSpan roundTrip);

    /// <summary>Whether to ask for a key frame now.</summary>
    bool TryTakeKeyFrameRequest(Instant now);
}

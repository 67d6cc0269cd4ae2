using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Media;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Node.Simulate.Media;

/// <summary>A simulated room's sound at its sockets: sends its clip by the clock, plays out and judges what comes back.</summary>
internal sealed class RoomAudio : MediaStream
{
    private readonly AudioReceivePath receive;
    private readonly RtpStreamLine line;
    private readonly SoundProbe probe;
    private readonly float[] frame = new float[AudioFrame.Samples];
    private readonly byte[] packet = new byte[PacketBuffer.Capacity];
    private long firstPacketAt = Instant.Never.Nanoseconds;
    private volatile byte payloadType;
    private volatile bool sends;
    private bool isSilent = true;

    /// <summary>Binds sound to its sockets.</summary>
    public RoomAudio(StreamSockets sockets, RtpStreamLine line, AudioReceivePath receive, SoundProbe probe, MediaStreamServices services, Instant now)
        : base(sockets.Carrier.Rtcp, line, receive.Demux, services, now)
    {
        Sockets = sockets;
        this.line = line;
        this.receive = receive;
        this.probe = probe;
    }

    /// <summary>What carries it.</summary>
    public StreamSockets Sockets { get; }

    /// <summary>When the first packet came; never: none has.</summary>
    public Instant FirstPacketAt => new(Volatile.Read(ref firstPacketAt));

    /// <summary>What comes in; other threads read counters only.</summary>
    public AudioReceivePath Receive => receive;

    /// <summary>What was judged of it.</summary>
    public SoundProbe Probe => probe;

    /// <summary>What an offer/answer says. Control loop's thread.</summary>
    public void Obey(bool maySend, byte sendPayloadType)
    {
        payloadType = sendPayloadType;
        sends = maySend;
    }

    /// <summary>Sends 20 ms of a clip. Send loop's thread.</summary>
    public void SendFrame(SoundClip clip, TimeSpan? intoTurn, long number, Instant now)
    {
        if (!sends)
        {
            return;
        }

        ReadOnlySpan<byte> payload = clip.At(intoTurn, number);
        bool startsSpeaking = isSilent && intoTurn is not null;
        isSilent = intoTurn is null;
        RtpHeader header = line.Next(payloadType, startsSpeaking, (uint)(number * clip.TimestampStep), payload.Length, now);
        Sockets.Carrier.Rtp.Send(packet.AsSpan(0, RtpWriter.Write(packet, header, payload)));
    }

    /// <summary>Plays out 20 ms and judges it. Send loop's thread.</summary>
    public void PlayFrame(TimeSpan at, Instant now)
    {
        receive.Pull(frame, now);
        probe.Add(frame, at);
    }

    /// <summary>Frees what came in, when no loop uses it any more.</summary>
    public void Dispose() => receive.Dispose();

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> datagram) => receive.Recognizes(datagram);

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now)
    {
        Volatile.Write(ref firstPacketAt, Math.Min(firstPacketAt, now.Nanoseconds));
        probe.Gaps.Note(now);
        receive.Receive(datagram, now);
    }

    /// <inheritdoc/>
    protected override void Tick(Instant now) => receive.Tick(now);
}

using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>A leg's sound at the sockets.</summary>
public sealed class AudioStream : MediaStream
{
    private readonly AudioReceivePath receive;

    /// <summary>Binds a leg's sound to its sockets.</summary>
    public AudioStream(MediaPortPair ports, AudioStreamFormat format, RtpStreamLine line, AudioReceivePath receive, string site, MediaStreamServices services, Instant now)
        : base(ports, line, receive.Demux, services, new FloodGuard(packetsPerSecond: 400, bitsPerSecond: 1_000_000), now)
    {
        this.receive = receive;
        Leg = new AudioLeg(site, receive, format.Send, format.SendPayloadType, line, RtpSender, format.PacketTime);
        Format = format;
    }

    /// <summary>Its place in the mix and its way out.</summary>
    public AudioLeg Leg { get; }

    /// <summary>What was negotiated.</summary>
    public AudioStreamFormat Format { get; }

    /// <summary>What comes in; other threads read counters only.</summary>
    public AudioReceivePath Receive => receive;

    /// <summary>Frees what comes in, when neither the receive loop nor the audio loop uses it any more.</summary>
    public void Dispose() => receive.Dispose();

    /// <inheritdoc/>
    protected override bool Recognizes(ReadOnlySpan<byte> datagram) => receive.Recognizes(datagram);

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now) => receive.Receive(datagram, now);

    /// <inheritdoc/>
    protected override void Tick(Instant now) => receive.Tick(now);
}

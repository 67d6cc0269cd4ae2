using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>A leg's sound, both ways.</summary>
public sealed class AudioStream : MediaStream
{
    private readonly AudioReceivePath receive;

    /// <summary>Binds a leg's sound to what carries it.</summary>
    /// <param name="carrier">Where packets leave.</param>
    /// <param name="format">What was negotiated.</param>
    /// <param name="line">SSRC, sequence and timestamp of what we send.</param>
    /// <param name="receive">What comes in.</param>
    /// <param name="site">The site's key.</param>
    /// <param name="services">What all streams share.</param>
    /// <param name="now">The present.</param>
    /// <param name="kind">One site, or another node's mix.</param>
    public AudioStream(
        StreamCarrier carrier,
        AudioStreamFormat format,
        RtpStreamLine line,
        AudioReceivePath receive,
        string site,
        MediaStreamServices services,
        Instant now,
        MixInputKind kind = MixInputKind.Site)
        : base(carrier.Rtcp, line, receive.Demux, services, now)
    {
        this.receive = receive;
        Leg = new AudioLeg(site, receive, format.Send, format.SendPayloadType, line, carrier.Rtp, format.PacketTime) { Kind = kind };
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
    public override bool Recognizes(ReadOnlySpan<byte> datagram) => receive.Recognizes(datagram);

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now) => receive.Receive(datagram, now);

    /// <inheritdoc/>
    protected override void Tick(Instant now) => receive.Tick(now);
}

using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Node.Media;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Node.Simulate.Media;

/// <summary>A simulated room's picture at its sockets: sends its clip by the clock, follows what comes back.</summary>
internal sealed class RoomVideo : MediaStream
{
    private readonly ClipPlayer? player;
    private readonly byte receivePayloadType;
    private readonly Action requestByInfo;
    private volatile byte payloadType;
    private volatile bool sends;
    private volatile int feedback;

    /// <summary>Binds pictures to their sockets.</summary>
    /// <param name="sockets">The sockets.</param>
    /// <param name="line">The RTP line that is sent.</param>
    /// <param name="receivePayloadType">Of the packets that come.</param>
    /// <param name="receiver">Takes them.</param>
    /// <param name="player">What is sent; null for a watcher.</param>
    /// <param name="requestByInfo">Asks for a key frame by SIP INFO (RFC 5168), where there is no RTCP feedback.</param>
    /// <param name="services">Clock and names.</param>
    /// <param name="now">The present.</param>
    public RoomVideo(
        StreamSockets sockets,
        RtpStreamLine line,
        byte receivePayloadType,
        IPictureReceiver receiver,
        ClipPlayer? player,
        Action requestByInfo,
        MediaStreamServices services,
        Instant now)
        : base(sockets.Carrier.Rtcp, line, receiver.Demux, services, now)
    {
        Sockets = sockets;
        this.receivePayloadType = receivePayloadType;
        this.player = player;
        this.requestByInfo = requestByInfo;
        Receiver = receiver;
    }

    /// <summary>What carries it.</summary>
    public StreamSockets Sockets { get; }

    /// <summary>What takes the packets.</summary>
    public IPictureReceiver Receiver { get; }

    /// <summary>Key frames that the MCU asked for.</summary>
    public long KeyFrameRequests => player?.KeyFrameRequests ?? 0;

    /// <summary>When a frame of the loop was sent last.</summary>
    public Instant SentAt(int frame) => player?.SentAt(frame) ?? Instant.Distant;

    /// <summary>What an offer/answer says. Control loop's thread.</summary>
    public void Obey(bool maySend, byte sendPayloadType, RtcpFeedback agreed)
    {
        payloadType = sendPayloadType;
        feedback = (int)agreed;
        if (maySend && !sends)
        {
            player?.RequestKeyFrame();
        }

        sends = maySend;
    }

    /// <summary>The MCU asks for a key frame by INFO. Control loop's thread.</summary>
    public void RequestKeyFrame() => player?.RequestKeyFrame();

    /// <summary>Sends the next picture. Send loop's thread.</summary>
    public void SendFrame(long number, ReadOnlySpan<PacketBuffer> scratch, Instant now)
    {
        if (sends && player is not null)
        {
            Sockets.Carrier.Rtp.SendMany(scratch[..player.WriteNext(number, payloadType, scratch, now)]);
        }
    }

    /// <inheritdoc/>
    public override void OnKeyFrameRequested(Instant now) => player?.RequestKeyFrame();

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> datagram) =>
        RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && packet.PayloadType == receivePayloadType;

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now) => Receiver.Receive(datagram, now);

    /// <inheritdoc/>
    protected override void Tick(Instant now)
    {
        Receiver.Tick(now, Rtcp.RoundTrip);
        if (Demux.Active is not { } source || !Receiver.TryTakeKeyFrameRequest(now))
        {
            return;
        }

        if (((RtcpFeedback)feedback).HasFlag(RtcpFeedback.PictureLossIndication))
        {
            SendRtcp(Rtcp.WritePli(source.Ssrc, now, Scratch));
        }
        else if (((RtcpFeedback)feedback).HasFlag(RtcpFeedback.FullIntraRequest))
        {
            SendRtcp(Rtcp.WriteFir(source.Ssrc, Receiver.FirSequence, now, Scratch));
        }
        else
        {
            requestByInfo();
        }
    }
}

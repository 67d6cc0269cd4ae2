using System.Net;
using System.Text;
using Mcu.Core.Randomness;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Net;

namespace Mcu.Node.Simulate;

/// <summary>The offers and answers of one room: one codec of each kind, so that what was asked for is what is tested.</summary>
internal sealed class RoomOffers(RoomPlan plan, FleetOptions options, IRandomSource random)
{
    private const int MostBitsPerSecond = 8_000_000;
    private const string MediaControlType = "application/media_control+xml";

    /// <summary>Asks for a key frame (RFC 5168).</summary>
    public static SipBody PictureFastUpdate { get; } = new(
        MediaControlType,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>"u8
            .ToArray());

    private readonly ulong sessionId = ((ulong)random.NextUInt32() << 31) | random.NextUInt32();
    private MediaCapabilities? capabilities;
    private SessionDescription? offer;

    /// <summary>Whether an INFO asks for a key frame.</summary>
    public bool AsksForKeyFrame(SipBody body) =>
        body.Is(MediaControlType) && Encoding.UTF8.GetString(body.Bytes.Span).Contains("picture_fast_update", StringComparison.Ordinal);

    /// <summary>Takes the sockets of a new call.</summary>
    public void Use(MediaPortPair audio, MediaPortPair video, MediaPortPair? slides)
    {
        MediaDirection direction = plan.IsWatcher ? MediaDirection.ReceiveOnly : MediaDirection.SendReceive;
        capabilities = new MediaCapabilities
        {
            Address = options.LocalAddress.ToString(),
            SessionId = sessionId,
            Srtp = new SrtpCapabilities(options.Srtp, random),
            Audio = new AudioCapabilities(PortsOf(audio)) { Codecs = [plan.AudioCodec], Direction = direction },
            Video = new VideoCapabilities(PortsOf(video))
            {
                Codecs = [options.VideoCodec],
                H264PacketizationModes = [1],
                MaxFramesPerSecond = 60,
                MaxBitsPerSecond = MostBitsPerSecond,
                Feedback = RtcpFeedback.PictureLossIndication | RtcpFeedback.FullIntraRequest,
                Direction = direction,
            },
            Slides = slides is null ? null : new VideoCapabilities(PortsOf(slides))
            {
                Codecs = [options.VideoCodec],
                H264PacketizationModes = [1],
                Direction = plan.Presents ? MediaDirection.SendReceive : MediaDirection.ReceiveOnly,
            },
        };
    }

    /// <summary>The call that the room makes.</summary>
    public SipInvitation Invite(IPEndPoint phone)
    {
        offer = SdpNegotiator.Offer(capabilities!);
        var from = new NameAddress(plan.Name, SipUri.For(plan.User, phone, SipTransport.Udp), SipParameters.None);
        FleetTarget to = options.TargetOf(plan.Index);
        return new SipInvitation(to.Uri, from, to.Destination, to.Transport, Body(offer)) { ContactUser = plan.User };
    }

    /// <summary>Reads the answer to the room's offer; false when there is nothing in it to send or receive.</summary>
    public bool TryComplete(SipBody? answer, out NegotiatedSession? session)
    {
        session = null;
        if (answer is null || !SessionDescription.TryParse(answer.Bytes.Span, out SessionDescription? description, out _))
        {
            return false;
        }

        session = SdpNegotiator.Complete(offer!, description).Session;
        return session is not null;
    }

    /// <summary>Answers the MCU's re-INVITE; false to refuse it: the room does not change its codecs.</summary>
    /// <param name="reoffer">Its offer; null: it wants ours.</param>
    /// <param name="before">The session as it is.</param>
    /// <param name="changed">The session as it will be; null: as it is, or known only with the ACK.</param>
    /// <param name="answer">What the 200 says.</param>
    public bool TryAnswer(SipBody? reoffer, NegotiatedSession before, out NegotiatedSession? changed, out SipBody? answer)
    {
        changed = null;
        answer = null;
        if (reoffer is null)
        {
            answer = Body(offer = SdpNegotiator.Offer(capabilities!, before));
            return true;
        }

        if (!SessionDescription.TryParse(reoffer.Bytes.Span, out SessionDescription? description, out _))
        {
            return false;
        }

        changed = SdpNegotiator.Answer(description, capabilities!, before).Session;
        if (changed is null || !IsAlike(changed.Audio?.Codec, before.Audio?.Codec, changed.Audio?.Srtp, before.Audio?.Srtp)
            || !IsAlike(changed.Video?.Codec, before.Video?.Codec, changed.Video?.Srtp, before.Video?.Srtp))
        {
            return false;
        }

        answer = SipBody.Sdp(Encoding.UTF8.GetBytes(changed.LocalDescription));
        return true;
    }

    private static bool IsAlike(Enum? codec, Enum? before, NegotiatedSrtp? keys, NegotiatedSrtp? keysBefore) =>
        Equals(codec, before) && keys?.Suite == keysBefore?.Suite && keys?.LocalKey == keysBefore?.LocalKey;

    private static SipBody Body(SessionDescription description) => SipBody.Sdp(Encoding.UTF8.GetBytes(description.ToString()));

    private static RtpPorts PortsOf(MediaPortPair pair) => new(pair.Rtp.Local.Port, pair.Rtcp.Local.Port);
}

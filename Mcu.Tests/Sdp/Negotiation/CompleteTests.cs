using Mcu.Core.Codecs;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class CompleteTests
{
    private static readonly SessionDescription OurOffer = SdpNegotiator.Offer(Capabilities.Usual);

    private static NegotiatedSession Complete(params string[] answer)
    {
        NegotiationResult result = SdpNegotiator.Complete(OurOffer, SdpTexts.Offer(answer));
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    [Test]
    public void Complete_OtherPayloadTypes_SendsTheirsAndReceivesOurs()
    {
        NegotiatedSession session = Complete(
            "m=audio 4000 RTP/AVP 96 99", "a=rtpmap:96 opus/48000/2", "a=rtpmap:99 telephone-event/48000",
            "m=video 4002 RTP/AVP 120", "a=rtpmap:120 H264/90000", "a=fmtp:120 profile-level-id=42e01f;packetization-mode=0");
        Assert.Multiple(() =>
        {
            Assert.That(session.Audio!.SendPayloadType, Is.EqualTo(96));
            Assert.That(session.Audio.ReceiveFormats, Does.Contain(new AudioFormat(111, AudioCodec.Opus)).And.Contain(new AudioFormat(8, AudioCodec.Pcma)));
            Assert.That(session.Audio.SendTelephoneEventPayloadType, Is.EqualTo(99));
            Assert.That(session.Audio.ReceiveTelephoneEventPayloadTypes, Is.EqualTo(new[] { 110, 101 }));
            Assert.That((session.Video!.SendPayloadType, session.Video.H264!.PacketizationMode), Is.EqualTo((120, 0)));
            Assert.That(session.Video.ReceiveFormats, Is.EqualTo(new[]
            {
                new VideoFormat(97, VideoCodec.H264), new VideoFormat(98, VideoCodec.H264), new VideoFormat(100, VideoCodec.Vp8),
            }));
        });
    }

    [Test]
    public void Complete_AsBaresipAnswers_TakesItsFirstCodecs()
    {
        NegotiatedSession session = Complete(
            "m=audio 35108 RTP/AVP 111 9 8 0 101", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 stereo=1;sprop-stereo=1",
            "a=rtpmap:9 G722/8000", "a=rtpmap:101 telephone-event/8000", "a=minptime:20", "a=ptime:20",
            "m=video 35112 RTP/AVP 97 98 100", "b=AS:3968", "a=rtpmap:97 H264/90000", "a=fmtp:97 packetization-mode=1;profile-level-id=42e01f",
            "a=rtpmap:98 H264/90000", "a=fmtp:98 packetization-mode=0;profile-level-id=42e01f", "a=rtpmap:100 VP8/90000", "a=rtcp-fb:* nack pli");
        Assert.Multiple(() =>
        {
            Assert.That((session.Audio!.Codec, session.Audio.SendTelephoneEventPayloadType), Is.EqualTo((AudioCodec.Opus, 101)));
            Assert.That((session.Video!.SendPayloadType, session.Video.H264!.PacketizationMode), Is.EqualTo((97, 1)));
            Assert.That(session.Video.Feedback, Is.EqualTo(RtcpFeedback.PictureLossIndication));
        });
    }

    [Test]
    public void Complete_SeveralCodecs_SendsTheAnswerersFirst()
    {
        NegotiatedSession session = Complete(
            "m=audio 4000 RTP/AVP 0 8", "m=video 4002 RTP/AVP 100 97", "a=rtpmap:100 VP8/90000", "a=rtpmap:97 H264/90000");
        Assert.That((session.Audio!.Codec, session.Video!.Codec), Is.EqualTo((AudioCodec.Pcmu, VideoCodec.Vp8)));
    }

    [Test]
    public void Complete_CodecsNeverOffered_AreIgnored()
    {
        NegotiatedSession session = Complete(
            "m=audio 4000 RTP/AVP 18 8", "m=video 4002 RTP/AVP 34 99 97", "a=rtpmap:99 H265/90000", "a=rtpmap:97 H264/90000");
        Assert.That((session.Audio!.Codec, session.Video!.SendPayloadType), Is.EqualTo((AudioCodec.Pcma, 97)));
    }

    [Test]
    public void Complete_DynamicTypeWithoutRtpmap_IsTakenForOurs() =>
        Assert.That(Complete("m=audio 4000 RTP/AVP 111").Audio!.Codec, Is.EqualTo(AudioCodec.Opus));

    [Test]
    public void Complete_Mux_NeedsBoth()
    {
        NegotiatedSession session = Complete("m=audio 4000 RTP/AVP 8", "a=rtcp-mux", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 H264/90000");
        Assert.Multiple(() =>
        {
            Assert.That((session.Audio!.Transport.RtcpMux, session.Audio.Transport.RemoteRtcpPort), Is.EqualTo((true, 4000)));
            Assert.That((session.Video!.Transport.RtcpMux, session.Video.Transport.RemoteRtcpPort), Is.EqualTo((false, 4003)));
            Assert.That(session.Video.Transport.LocalPorts, Is.EqualTo(RtpPorts.From(20002)));
        });
    }

    [Test]
    public void Complete_RefusedOrMissingPicture_LeavesTheSound()
    {
        Assert.That(Complete("m=audio 4000 RTP/AVP 8", "m=video 0 RTP/AVP 97").Video, Is.Null);
        Assert.That(Complete("m=audio 4000 RTP/AVP 8").Video, Is.Null);
        Assert.That(Complete("m=audio 4000 RTP/AVP 8", "m=video 0 RTP/AVP 97", "m=video 4 RTP/AVP 97").Video, Is.Null);
    }

    [Test]
    public void Complete_HeldAnswer_StopsSending() =>
        Assert.That(Complete("m=audio 4000 RTP/AVP 8", "a=sendonly").Audio!.Direction, Is.EqualTo(MediaDirection.ReceiveOnly));

    [TestCase("m=audio 0 RTP/AVP 8", 304)]
    [TestCase("m=audio 4000 RTP/AVP 18", 305)]
    [TestCase("m=audio 4000 RTP/SAVP 8", 302)]
    [TestCase("m=audio 4000 RTP/AVP 8\nc=IN IP4 a.example.vn", 301)]
    [TestCase("m=video 4000 RTP/AVP 97\na=rtpmap:97 H264/90000", 304)]
    public void Complete_NothingTaken_IsRefused(string answer, int warning)
    {
        NegotiationResult result = SdpNegotiator.Complete(OurOffer, SdpTexts.Offer(answer));
        Assert.That(result.IsAccepted, Is.False);
        Assert.That(result.Refusal!.WarningCode, Is.EqualTo(warning));
    }

    [Test]
    public void Complete_SameOfferAndAnswerAgain_IsARefresh()
    {
        SessionDescription answer = SdpTexts.Offer("m=audio 4000 RTP/AVP 8");
        NegotiatedSession first = SdpNegotiator.Complete(OurOffer, answer).Session!;
        NegotiatedSession second = SdpNegotiator.Complete(SdpNegotiator.Refresh(first), answer, first).Session!;
        Assert.That((first.IsRefresh, second.IsRefresh), Is.EqualTo((false, true)));
    }

    [Test]
    public void Answer_OfTheirsAfterOurOffer_IsNegotiatedAfresh()
    {
        NegotiatedSession ours = Complete("m=audio 4000 RTP/AVP 8");
        SessionDescription theirs = SdpTexts.Offer("m=audio 4000 RTP/AVP 8");
        NegotiatedSession session = SdpNegotiator.Answer(theirs, Capabilities.Usual, ours).Session!;
        Assert.That(session.LocalDescription, Does.Contain("m=audio 20000 RTP/AVP 8\r\n"), "never what they did not offer");
        Assert.That(session.LocalOrigin.Version, Is.EqualTo(2));
    }
}

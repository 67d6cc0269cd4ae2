using Mcu.Core.Codecs;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class OfferTests
{
    private static NegotiatedSession Accepted(NegotiationResult result)
    {
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    [Test]
    public void Offer_New_ListsEverythingThatWeCan() => Assert.That(
        SdpNegotiator.Offer(Capabilities.Usual).ToString(),
        Is.EqualTo("""
            v=0
            o=- 42 1 IN IP4 203.0.113.5
            s=-
            c=IN IP4 203.0.113.5
            t=0 0
            m=audio 20000 RTP/AVP 111 9 8 0 110 101
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 useinbandfec=1
            a=rtpmap:9 G722/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:110 telephone-event/48000
            a=fmtp:110 0-15
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=rtcp-mux
            a=sendrecv
            m=video 20002 RTP/AVP 97 98 100
            b=AS:2123
            b=TIAS:2000000
            a=rtpmap:97 H264/90000
            a=fmtp:97 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1;max-fs=3600;max-mbps=108000
            a=rtpmap:98 H264/90000
            a=fmtp:98 profile-level-id=42e01f;packetization-mode=0;level-asymmetry-allowed=1;max-fs=3600;max-mbps=108000
            a=rtpmap:100 VP8/90000
            a=fmtp:100 max-fr=30;max-fs=3600
            a=rtcp-fb:* nack
            a=rtcp-fb:* nack pli
            a=rtcp-fb:* ccm fir
            a=rtcp-fb:* ccm tmmbr
            a=content:main
            a=rtcp-mux
            a=sendrecv

            """.ReplaceLineEndings("\r\n")));

    [Test]
    public void Offer_ToOurself_IsAnsweredAndCompleted()
    {
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual);
        NegotiatedSession answer = Accepted(SdpNegotiator.Answer(offer, Capabilities.Usual));
        NegotiatedSession session = Accepted(SdpNegotiator.Complete(offer, SdpTexts.Parse(answer.LocalDescription)));
        Assert.Multiple(() =>
        {
            Assert.That(session.Audio!.Codec, Is.EqualTo(AudioCodec.Opus));
            Assert.That(session.Audio.Opus!.UseInbandFec, Is.True);
            Assert.That(session.Video!.H264!.PacketizationMode, Is.EqualTo(1));
            Assert.That(session.Video.Feedback, Is.EqualTo(RtcpFeedback.All));
            Assert.That(session.Video.Transport.RtcpMux, Is.True);
            Assert.That(session.Audio.SendTelephoneEventPayloadType, Is.EqualTo(110));
            Assert.That(session.OfferedByUs, Is.True);
        });
    }

    [Test]
    public void Offer_AgainUnchanged_KeepsVersion_AndChangedRaisesIt()
    {
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual);
        NegotiatedSession session = Accepted(SdpNegotiator.Complete(offer, SdpTexts.Offer("m=audio 4000 RTP/AVP 8", "m=video 0 RTP/AVP 97")));
        Assert.Multiple(() =>
        {
            Assert.That(SdpNegotiator.Offer(Capabilities.Usual, session).ToString(), Is.EqualTo(offer.ToString()));
            Assert.That(SdpNegotiator.Refresh(session).ToString(), Is.EqualTo(offer.ToString()));
            Assert.That(SdpNegotiator.Offer(Capabilities.Usual with { Address = "203.0.113.6" }, session).Origin.Version, Is.EqualTo(2));
        });
    }

    [Test]
    public void Offer_AfterAnsweringBaresip_KeepsItsNumbersAndAddsFreeOnes()
    {
        NegotiatedSession call = Accepted(SdpNegotiator.Answer(SdpTexts.Parse(SdpSamples.Baresip), Capabilities.Usual));
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual, call);
        MediaDescription audio = offer.Media[0];
        MediaDescription video = offer.Media[1];
        Assert.Multiple(() =>
        {
            Assert.That(audio.Formats, Is.EqualTo(new[] { "96", "9", "8", "0", "110", "101" }));
            Assert.That(audio.FindRtpMap(96)!.Is("opus"), Is.True);
            Assert.That(video.Formats, Is.EqualTo(new[] { "97", "98", "100" }));
            Assert.That(offer.Origin, Is.EqualTo(call.LocalOrigin with { Version = 2 }));
        });
    }

    [Test]
    public void Offer_WhereTheUsualNumberIsTaken_UsesAFreeOne()
    {
        SessionDescription theirs = SdpTexts.Offer(
            "m=audio 4000 RTP/AVP 111", "a=rtpmap:111 PCMA/8000", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000");
        NegotiatedSession call = Accepted(SdpNegotiator.Answer(theirs, Capabilities.Usual));
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual, call);
        Assert.Multiple(() =>
        {
            Assert.That(offer.Media[0].FindRtpMap(111)!.Is("PCMA"), Is.True);
            Assert.That(offer.Media[0].FindRtpMap(96)!.Is("opus"), Is.True);
            Assert.That(offer.Media[1].FindRtpMap(97)!.Is("VP8"), Is.True);
            Assert.That(offer.Media[1].Formats, Is.Unique);
        });
    }

    [Test]
    public void Offer_AfterPolyX30_KeepsAllFiveLines()
    {
        NegotiatedSession call = Accepted(SdpNegotiator.Answer(SdpTexts.Parse(SdpSamples.PolyX30), Capabilities.Usual));
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual, call);
        Assert.That(offer.Media.Select(line => line.Port), Is.EqualTo(new[] { 20000, 20002, 0, 0, 0 }));
        Assert.That(offer.Media[1].FindFormatParameters(110).Find("profile-level-id"), Is.EqualTo("42801f"), "the profile agreed stays");
    }

    [Test]
    public void Offer_ToAnAudioCall_AppendsThePicture()
    {
        NegotiatedSession call = Accepted(SdpNegotiator.Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 8"), Capabilities.Usual));
        Assert.That(SdpNegotiator.Offer(Capabilities.Usual, call).Media.Select(line => line.Media), Is.EqualTo(new[] { "audio", "video" }));
        Assert.That(SdpNegotiator.Offer(Capabilities.Usual with { Video = null }, call).Media, Has.Count.EqualTo(1));
    }

    [Test]
    public void Offer_WithoutVideoAfterVideo_DisablesTheLine()
    {
        NegotiatedSession call = Accepted(SdpNegotiator.Answer(SdpTexts.Parse(SdpSamples.Sipp), Capabilities.Usual));
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual with { Video = null }, call);
        Assert.That(offer.Media.Select(line => line.Port), Is.EqualTo(new[] { 20000, 0 }));
    }
}

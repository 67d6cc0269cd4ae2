using Mcu.Core.Codecs;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class AnswerVideoTests
{
    private static NegotiatedSession Answer(string offer, MediaCapabilities? capabilities = null)
    {
        NegotiationResult result = SdpNegotiator.Answer(SdpTexts.Parse(offer), capabilities ?? Capabilities.Usual);
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    private static NegotiatedSession AnswerLines(params string[] lines) => Answer(SdpTexts.Offer(lines).ToString());

    [Test]
    public void Answer_Baresip_TakesMode1AndOnlyItsFeedback()
    {
        NegotiatedSession session = Answer(SdpSamples.Baresip);
        NegotiatedVideo video = session.Video!;
        Assert.Multiple(() =>
        {
            Assert.That(video.SendPayloadType, Is.EqualTo(97));
            Assert.That(video.H264!.PacketizationMode, Is.EqualTo(1));
            Assert.That(video.Feedback, Is.EqualTo(RtcpFeedback.PictureLossIndication));
            Assert.That(video.Limit.MaxBitsPerSecond, Is.EqualTo(3_753_600), "b=AS:3968 without headers");
            Assert.That(session.LocalDescription, Does.EndWith(
                "m=video 20002 RTP/AVP 97\r\nb=AS:2123\r\nb=TIAS:2000000\r\na=rtpmap:97 H264/90000\r\n"
                + "a=fmtp:97 profile-level-id=42e01f;packetization-mode=1;max-fs=3600;max-mbps=108000\r\n"
                + "a=rtcp-fb:97 nack pli\r\na=content:main\r\na=sendrecv\r\n"));
        });
    }

    [Test]
    public void Answer_Linphone_Mode0WithFeedbackOnPlainAvp()
    {
        NegotiatedVideo video = Answer(SdpSamples.Linphone).Video!;
        Assert.Multiple(() =>
        {
            Assert.That((video.SendPayloadType, video.H264!.PacketizationMode), Is.EqualTo((97, 0)));
            Assert.That(video.Feedback, Is.EqualTo(RtcpFeedback.All & ~RtcpFeedback.Nack));
            Assert.That(video.Limit.MaxBitsPerSecond, Is.EqualTo(1_409_000), "the session's b=AS:1500 counts too");
        });
    }

    [Test]
    public void Answer_PolyX30_RefusesSlidesAndFloorButKeepsEveryLine()
    {
        NegotiatedSession session = Answer(SdpSamples.PolyX30);
        SessionDescription local = SdpTexts.Parse(session.LocalDescription);
        Assert.Multiple(() =>
        {
            Assert.That(local.Media.Select(line => (line.Media, line.Port)), Is.EqualTo(new[]
            {
                ("audio", 20000), ("video", 20002), ("application", 0), ("video", 0), ("application", 0),
            }));
            Assert.That(local.Media[4].Protocol, Is.EqualTo("UDP/BFCP"));
            Assert.That(session.Audio!.Codec, Is.EqualTo(AudioCodec.G722));
            Assert.That(session.Video!.SendPayloadType, Is.EqualTo(110), "baseline before high, mode 1 before mode 0");
            Assert.That(session.Video.Limit, Is.EqualTo(new EncoderLimit(8192, 245_760, int.MaxValue, 3_840_000)));
        });
    }

    [Test]
    public void Answer_CiscoSx10_RaisesItsLowLevelAndUsesItsRtcpPort()
    {
        NegotiatedSession session = Answer(SdpSamples.CiscoSx10);
        NegotiatedVideo video = session.Video!;
        Assert.Multiple(() =>
        {
            Assert.That((video.Line, video.SendPayloadType), Is.EqualTo((1, 126)));
            Assert.That(video.Transport.RemoteRtcpPort, Is.EqualTo(2345));
            Assert.That(video.Limit.FramesPerSecondAt(1280, 720), Is.EqualTo(30));
            Assert.That(video.Limit.MaxBitsPerSecond, Is.EqualTo(1_808_000));
            Assert.That(session.LocalDescription, Does.Contain("profile-level-id=428014;packetization-mode=1;max-fs=3600;max-mbps=108000\r\n"));
            Assert.That(session.LocalDescription, Does.EndWith("m=application 0 *\r\n"));
        });
    }

    [Test]
    public void Answer_BundledSoftphone_TakesConstrainedBaselineAndIgnoresTheRest()
    {
        NegotiatedSession session = Answer(SdpSamples.BundledSoftphone);
        Assert.Multiple(() =>
        {
            Assert.That(session.Video!.SendPayloadType, Is.EqualTo(107));
            Assert.That(session.Video.Feedback, Is.EqualTo(RtcpFeedback.Nack | RtcpFeedback.PictureLossIndication));
            Assert.That(session.LocalDescription, Does.Contain("m=video 20002 RTP/AVPF 107\r\n").And.Contain("a=rtcp-mux\r\n"));
            Assert.That(session.LocalDescription, Does.Contain("level-asymmetry-allowed=1"));
            Assert.That(session.LocalDescription, Does.Not.Contain("BUNDLE").And.Not.Contain("a=mid").And.Not.Contain("goog-remb").And.Not.Contain("candidate"));
        });
    }

    [Test]
    public void Answer_Vp8First_TakesVp8()
    {
        MediaCapabilities ours = Capabilities.Usual with
        {
            Video = Capabilities.Usual.Video! with { Codecs = [VideoCodec.Vp8, VideoCodec.H264] },
        };
        NegotiatedSession session = Answer(SdpSamples.Baresip, ours);
        Assert.That((session.Video!.Codec, session.Video.SendPayloadType, session.Video.H264), Is.EqualTo((VideoCodec.Vp8, 100, (H264Parameters?)null)));
        Assert.That(session.LocalDescription, Does.Contain("a=fmtp:100 max-fr=30;max-fs=3600\r\n"));
    }

    [Test]
    public void Answer_PreferOffererOrder_TakesItsCodecButTheBestMode()
    {
        MediaCapabilities ours = Capabilities.Usual with { PreferOffererOrder = true };
        Assert.That(Answer(SdpSamples.BundledSoftphone, ours).Video!.Codec, Is.EqualTo(VideoCodec.Vp8));
        Assert.That(Answer(SdpSamples.Baresip, ours).Video!.SendPayloadType, Is.EqualTo(97));
    }

    [Test]
    public void Answer_HigherLevelWithoutAsymmetry_IsAnsweredWithOurs()
    {
        string local = AnswerLines("m=video 4000 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 profile-level-id=640028;packetization-mode=1").LocalDescription;
        Assert.That(local, Does.Contain("profile-level-id=64001f;"));
    }

    [Test]
    public void Answer_LowLevelWithAsymmetry_IsAnsweredWithOurOwn()
    {
        string local = AnswerLines(
            "m=video 4000 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 profile-level-id=42e00c;level-asymmetry-allowed=1").LocalDescription;
        Assert.That(local, Does.Contain("profile-level-id=42e01f;packetization-mode=0;level-asymmetry-allowed=1;max-fs=3600;max-mbps=108000"));
    }

    [TestCase("profile-level-id=42e01", 0)]
    [TestCase("profile-level-id=42e01f42e01f;packetization-mode=1", 1)]
    [TestCase("PROFILE-LEVEL-ID = 42E01F ; PACKETIZATION-MODE = 1 ;", 1)]
    [TestCase("packetization-mode", 0)]
    [TestCase(";;;", 0)]
    public void Answer_MalformedFmtp_IsNever488(string fmtp, int mode)
    {
        NegotiatedVideo video = AnswerLines("m=video 4000 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 " + fmtp).Video!;
        Assert.That(video.H264!.PacketizationMode, Is.EqualTo(mode));
    }

    [TestCase("6e001f", 1, TestName = "Answer_High10_IsRefused")]
    [TestCase("42e01f", 2, TestName = "Answer_InterleavedMode_IsRefused")]
    public void Answer_UnusableH264_RefusesThePictureAndKeepsTheSound(string profile, int mode)
    {
        NegotiatedSession session = AnswerLines(
            "m=audio 4002 RTP/AVP 8", "m=video 4000 RTP/AVP 97", "a=rtpmap:97 H264/90000",
            $"a=fmtp:97 profile-level-id={profile};packetization-mode={mode}");
        Assert.That(session.Video, Is.Null);
        Assert.That(session.LocalDescription, Does.EndWith("m=video 0 RTP/AVP 97\r\n"));
    }

    [TestCase("a=content:slides", "a=content:main", 1)]
    [TestCase("a=content:main", "a=content:slides", 0)]
    [TestCase("a=x", "a=x", 0)]
    [TestCase("a=content:slides", "a=x", 1)]
    [TestCase("a=content:speaker", "a=content:slides,main", 1)]
    public void Answer_TwoPictures_MainIsByContentThenByPosition(string first, string second, int main)
    {
        NegotiatedSession session = AnswerLines(
            "m=video 4000 RTP/AVP 97", "a=rtpmap:97 VP8/90000", first, "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000", second);
        Assert.That(session.Video!.Line, Is.EqualTo(main));
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media[1 - main].Port, Is.Zero);
    }

    [Test]
    public void Answer_DisabledMainBesideSecondPicture_DoesNotTakeSlidesForMain()
    {
        NegotiatedSession session = AnswerLines(
            "m=audio 4004 RTP/AVP 8", "m=video 0 RTP/AVP 97", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000");
        Assert.That(session.Video, Is.Null);
    }
}

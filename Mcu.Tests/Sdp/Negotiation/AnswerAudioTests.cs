using Mcu.Core.Codecs;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class AnswerAudioTests
{
    private static NegotiatedSession Answer(SessionDescription offer, MediaCapabilities? capabilities = null)
    {
        NegotiationResult result = SdpNegotiator.Answer(offer, capabilities ?? Capabilities.Usual);
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    private static MediaCapabilities With(params AudioCodec[] codecs) =>
        Capabilities.Usual with { Audio = Capabilities.Usual.Audio! with { Codecs = codecs } };

    [Test]
    public void Answer_Baresip_TakesOpusAndItsTelephoneEvent()
    {
        NegotiatedSession session = Answer(SdpTexts.Parse(SdpSamples.Baresip));
        NegotiatedAudio audio = session.Audio!;
        Assert.Multiple(() =>
        {
            Assert.That(audio.Codec, Is.EqualTo(AudioCodec.Opus));
            Assert.That(audio.SendPayloadType, Is.EqualTo(96));
            Assert.That(audio.ReceiveFormats, Is.EqualTo(new[] { new AudioFormat(96, AudioCodec.Opus) }));
            Assert.That(audio.ClockRate, Is.EqualTo(48000));
            Assert.That(audio.SendTelephoneEventPayloadType, Is.EqualTo(101), "8000 stands beside a 48000 codec");
            Assert.That(audio.Opus, Is.EqualTo(new OpusParameters(false, 48000, null, Stereo: true)));
            Assert.That(audio.Transport, Is.EqualTo(new MediaTransport(RtpPorts.From(20000), "127.0.0.1", 35190, "127.0.0.1", 35191, false)));
            Assert.That(session.LocalDescription, Does.Contain(
                "m=audio 20000 RTP/AVP 96 101\r\na=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\n"
                + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"));
        });
    }

    [Test]
    public void Answer_Linphone_TakesTheTelephoneEventOfTheCodecsRate_AndHearsAll()
    {
        NegotiatedAudio audio = Answer(SdpTexts.Parse(SdpSamples.Linphone)).Audio!;
        Assert.Multiple(() =>
        {
            Assert.That(audio.SendTelephoneEventPayloadType, Is.EqualTo(101));
            Assert.That(audio.ReceiveTelephoneEventPayloadTypes, Is.EqualTo(new[] { 101, 97 }));
            Assert.That(audio.Opus, Is.EqualTo(new OpusParameters(true, 16000, 24000, Stereo: false)));
        });
    }

    [Test]
    public void Answer_StaticPayloadTypesWithoutRtpmap_AreKnown()
    {
        NegotiatedSession session = Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 0 8"));
        Assert.That(session.Audio!.Codec, Is.EqualTo(AudioCodec.Pcma));
        Assert.That(session.LocalDescription, Does.Contain("a=rtpmap:8 PCMA/8000"));
        Assert.That(session.Audio.SendTelephoneEventPayloadType, Is.Null);
    }

    [TestCase("9 G722/8000")]
    [TestCase("9 G722/16000")]
    [TestCase("9 g722/8000/1")]
    public void Answer_G722_IsAlways8000(string rtpmap)
    {
        NegotiatedSession session = Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 9", "a=rtpmap:" + rtpmap));
        Assert.That(session.Audio!.ClockRate, Is.EqualTo(8000));
        Assert.That(session.LocalDescription, Does.Contain("a=rtpmap:9 G722/8000\r\n"));
    }

    [Test]
    public void Answer_OrderOfCodecs_IsOursUnlessTold()
    {
        SessionDescription offer = SdpTexts.Offer("m=audio 4000 RTP/AVP 0 8 9");
        MediaCapabilities ours = With(AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu);
        Assert.That(Answer(offer, ours).Audio!.Codec, Is.EqualTo(AudioCodec.G722));
        Assert.That(Answer(offer, ours with { PreferOffererOrder = true }).Audio!.Codec, Is.EqualTo(AudioCodec.Pcmu));
        Assert.That(Answer(offer, With(AudioCodec.Pcma)).Audio!.Codec, Is.EqualTo(AudioCodec.Pcma));
    }

    [TestCase(null, null, 20)]
    [TestCase(30, null, 20)]
    [TestCase(40, null, 40)]
    [TestCase(60, null, 60)]
    [TestCase(200, null, 60)]
    [TestCase(60, 40, 40)]
    [TestCase(null, 10, 10)]
    [TestCase(10, null, 10)]
    [TestCase(5, null, 10)]
    public void Answer_PacketTime_HonorsPtimeAndMaxptime(int? ptime, int? maxptime, int expected)
    {
        SessionDescription offer = SdpTexts.Offer(
            "m=audio 4000 RTP/AVP 8", ptime is null ? "a=x" : $"a=ptime:{ptime}", maxptime is null ? "a=x" : $"a=maxptime:{maxptime}");
        NegotiatedSession session = Answer(offer);
        Assert.That(session.Audio!.PacketTime, Is.EqualTo(expected));
        Assert.That(session.LocalDescription, Does.Contain($"a=ptime:{expected}\r\n"));
    }

    [Test]
    public void Answer_PacketTimeOfOpus_IsOneFrame()
    {
        NegotiatedSession session = Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 111", "a=rtpmap:111 opus/48000/2", "a=ptime:60"));
        Assert.That(session.Audio!.PacketTime, Is.EqualTo(20));
        Assert.That(session.LocalDescription, Does.Contain("a=ptime:20\r\n"));
    }

    [Test]
    public void Answer_EarlierSecureLine_IsRefusedAndThePlainOneTaken()
    {
        NegotiatedSession session = Answer(SdpTexts.Offer(
            "m=audio 4000 RTP/SAVP 8", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xxxx", "m=audio 4002 RTP/AVP 8"));
        Assert.That(session.Audio!.Line, Is.EqualTo(1));
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media.Select(line => line.Port), Is.EqualTo(new[] { 0, 20000 }));
    }

    [Test]
    public void Answer_OptionalCryptoOnPlainLine_IsIgnored()
    {
        NegotiatedSession session = Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 8", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xxxx"));
        Assert.That(session.LocalDescription, Does.Not.Contain("crypto"));
    }

    [Test]
    public void Answer_MuxedOffer_SendsRtcpToTheRtpPort()
    {
        NegotiatedAudio audio = Answer(SdpTexts.Parse(SdpSamples.BundledSoftphone)).Audio!;
        Assert.That(audio.Transport, Is.EqualTo(new MediaTransport(RtpPorts.From(20000), "172.16.0.5", 50000, "172.16.0.5", 50000, true)));
    }

    [Test]
    public void Answer_RtcpAttribute_NamesPortAndAddress()
    {
        MediaTransport transport = Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 8", "a=rtcp:4444 IN IP4 192.0.2.77")).Audio!.Transport;
        Assert.That((transport.RemoteAddress, transport.RemoteRtcpAddress, transport.RemoteRtcpPort), Is.EqualTo(("192.0.2.9", "192.0.2.77", 4444)));
    }

    [Test]
    public void Answer_OwnRtcpPortElsewhere_IsSaid()
    {
        MediaCapabilities ours = Capabilities.Usual with { Audio = new AudioCapabilities(new RtpPorts(20000, 20000)) };
        Assert.That(Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 8"), ours).LocalDescription, Does.Contain("a=rtcp:20000\r\n"));
    }
}

using Mcu.Core.Bfcp;
using Mcu.Core.Codecs;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

/// <summary>The second picture: the slides of a room.</summary>
public sealed class SlidesNegotiationTests
{
    private static readonly MediaCapabilities Ours = Capabilities.Usual with { Slides = new VideoCapabilities(RtpPorts.From(20004)) { MaxBitsPerSecond = 2_000_000 } };

    private static readonly MediaCapabilities WithFloor = Ours with { Floor = new FloorCapabilities(20006, 1000, 7) };

    private static NegotiatedSession Answer(SessionDescription offer, NegotiatedSession? previous = null)
    {
        NegotiationResult result = SdpNegotiator.Answer(offer, Ours, previous);
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    [Test]
    public void Answer_PolyX30_TakesItsSlidesWithALabel()
    {
        NegotiatedSession session = Answer(SdpTexts.Parse(SdpSamples.PolyX30));
        MediaDescription line = SdpTexts.Parse(session.LocalDescription).Media[3];
        Assert.Multiple(() =>
        {
            Assert.That((session.Slides!.Line, session.Slides.SendPayloadType, session.Slides.H264!.PacketizationMode), Is.EqualTo((3, 109, 1)));
            Assert.That((line.Port, line.Content, line.Label), Is.EqualTo((20004, "slides", "12")));
            Assert.That(session.Slides.Transport.RemoteRtpPort, Is.EqualTo(49156));
            Assert.That(session.Video!.Line, Is.EqualTo(1));
        });
    }

    [Test]
    public void Answer_CiscoSx10_TakesItsSlidesInTheModeThatItHas()
    {
        NegotiatedSession session = Answer(SdpTexts.Parse(SdpSamples.CiscoSx10));
        Assert.That((session.Slides!.Line, session.Slides.SendPayloadType, session.Slides.H264!.PacketizationMode), Is.EqualTo((3, 97, 0)));
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media[4].Port, Is.Zero, "m=application 0 *");
    }

    [TestCase("a=content:slides", "a=content:main", 0)]
    [TestCase("a=content:main", "a=content:slides", 1)]
    [TestCase("a=x", "a=x", 1)]
    [TestCase("a=content:slides", "a=x", 0)]
    [TestCase("a=x", "a=content:speaker", null)]
    public void Answer_TwoPictures_SlidesAreByContentThenByPosition(string first, string second, int? slides)
    {
        NegotiatedSession session = Answer(SdpTexts.Offer(
            "m=video 4000 RTP/AVP 97", "a=rtpmap:97 VP8/90000", first, "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000", second));
        Assert.That(session.Slides?.Line, Is.EqualTo(slides));
        Assert.That(session.Slides?.Codec, Is.EqualTo(slides is null ? (VideoCodec?)null : VideoCodec.Vp8));
    }

    [Test]
    public void Answer_ThreePictures_TakesOneForSlides()
    {
        NegotiatedSession session = Answer(SdpTexts.Offer(
            "m=video 4000 RTP/AVP 97", "a=rtpmap:97 VP8/90000", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000", "m=video 4004 RTP/AVP 97", "a=rtpmap:97 VP8/90000"));
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media.Select(line => line.Port), Is.EqualTo(new[] { 20002, 20004, 0 }));
    }

    [Test]
    public void Answer_SlidesInAnotherCodec_AreRefusedAndTheCallIsNot()
    {
        NegotiatedSession session = Answer(SdpTexts.Offer(
            "m=audio 4000 RTP/AVP 8", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000", "m=video 4004 RTP/AVP 34", "a=content:slides"));
        Assert.That(session.Slides, Is.Null);
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media[2].Port, Is.Zero);
    }

    [Test]
    public void Answer_SlidesAloneInCommon_IsRefused() => Assert.That(
        SdpNegotiator.Answer(SdpTexts.Offer("m=video 4000 RTP/AVP 34", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000"), Ours).IsAccepted, Is.False);

    [Test]
    public void Answer_HoldAndRefresh_KeepTheSlides()
    {
        const string Room = "m=audio 4000 RTP/AVP 8\nm=video 4002 RTP/AVP 97\na=rtpmap:97 VP8/90000\nm=video 4004 RTP/AVP 97\na=rtpmap:97 VP8/90000\na=content:slides";
        NegotiatedSession call = Answer(SdpTexts.Offer(Room));
        Assert.That(Answer(SdpTexts.Offer(Room), call), Is.EqualTo(call with { IsRefresh = true }));
        NegotiatedSession held = Answer(SdpTexts.Offer(Room + "\na=sendonly"), call);
        Assert.That((held.Slides!.Direction, held.Slides.Transport), Is.EqualTo((MediaDirection.ReceiveOnly, call.Slides!.Transport)));
        NegotiatedSession ended = Answer(SdpTexts.Offer(Room.Replace("m=video 4004", "m=video 0", StringComparison.Ordinal)), call);
        Assert.That((ended.Slides, ended.Video is null), Is.EqualTo(((NegotiatedVideo?)null, false)));
    }

    [Test]
    public void Offer_WithSlides_IsAnsweredAndCompletedByOurself()
    {
        SessionDescription offer = SdpNegotiator.Offer(Ours);
        Assert.That(offer.Media.Select(line => (line.Media, line.Content)), Is.EqualTo(new[] { ("audio", null), ("video", "main"), ("video", (string?)"slides") }));
        NegotiatedSession theirs = Answer(offer);
        NegotiatedSession session = SdpNegotiator.Complete(offer, SdpTexts.Parse(theirs.LocalDescription)).Session!;
        Assert.That((session.Video!.Line, session.Slides!.Line, session.Slides.Codec), Is.EqualTo((1, 2, VideoCodec.H264)));
        Assert.That(SdpNegotiator.Offer(Ours, session).ToString(), Is.EqualTo(offer.ToString()), "unchanged, no version more");
    }

    [Test]
    public void Complete_PolyX30_AnswersWithCodecsNeverOffered_TakesTheCommonOne()
    {
        SessionDescription offer = SdpNegotiator.Offer(Ours);
        SessionDescription answer = SdpTexts.Offer(
            "m=audio 4000 RTP/AVP 8", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 packetization-mode=1",
            "m=video 4004 RTP/AVP 96 34 111", "a=rtpmap:96 H265/90000", "a=rtpmap:111 H264/90000", "a=fmtp:111 profile-level-id=42e01f;packetization-mode=1");
        Assert.That(SdpNegotiator.Complete(offer, answer).Session!.Slides!.SendPayloadType, Is.EqualTo(111));
    }

    [Test]
    public void Complete_PeerWithoutSlides_HasTheRest()
    {
        SessionDescription offer = SdpNegotiator.Offer(Ours);
        NegotiatedSession session = SdpNegotiator.Complete(
            offer, SdpTexts.Offer("m=audio 4000 RTP/AVP 8", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 packetization-mode=1", "m=video 0 RTP/AVP 97")).Session!;
        Assert.That((session.Video!.Line, session.Slides), Is.EqualTo((1, (NegotiatedVideo?)null)));
    }

    [Test]
    public void Offer_ToACallWithRefusedSlides_OffersThemInTheSameLine()
    {
        NegotiatedSession call = SdpNegotiator.Answer(SdpTexts.Parse(SdpSamples.PolyX30), Capabilities.Usual).Session!;
        SessionDescription offer = SdpNegotiator.Offer(Ours, call);
        Assert.That(offer.Media.Select(line => line.Port), Is.EqualTo(new[] { 20000, 20002, 0, 20004, 0 }));
        Assert.That(offer.Media[3].Content, Is.EqualTo("slides"));
    }

    [Test]
    public void Move_WithSlides_TakesThemAlongOrEndsThem()
    {
        NegotiatedSession there = Answer(SdpTexts.Parse(SdpSamples.PolyX30));
        NegotiatedSession here = Move(there, RtpPorts.From(30004));
        Assert.That(here.Slides!.Transport, Is.EqualTo(there.Slides!.Transport with { LocalPorts = RtpPorts.From(30004) }));
        Assert.That((here.Video!.Transport.LocalPorts, here.Slides.SendPayloadType), Is.EqualTo((RtpPorts.From(30002), 109)));
        Assert.That(Move(there, slides: null).Slides, Is.Null);
    }

    [Test]
    public void Answer_PolyX30_ServesItsFloor()
    {
        NegotiatedSession session = SdpNegotiator.Answer(SdpTexts.Parse(SdpSamples.PolyX30), WithFloor).Session!;
        Assert.That(session.LocalDescription, Does.EndWith(
            "m=application 20006 UDP/BFCP *\r\na=floorctrl:s-only\r\na=confid:1000\r\na=userid:7\r\na=floorid:1 mstrm:12\r\n"));
        Assert.That((session.Floor!.Line, session.Floor.RemoteAddress, session.Floor.RemotePort), Is.EqualTo((4, "10.20.0.30", 49158)));
        Assert.That(session.Floor.Association, Is.EqualTo(new FloorAssociation(1000, 7, 1)));
    }

    [Test]
    public void Answer_CiscoSx10_TakesTheLineThatIsNotRefused()
    {
        NegotiatedSession session = SdpNegotiator.Answer(SdpTexts.Parse(SdpSamples.CiscoSx10), WithFloor).Session!;
        Assert.That((session.Floor!.Line, session.Floor.RemotePort), Is.EqualTo((2, 5070)));
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media.Select(line => line.Port), Is.EqualTo(new[] { 20000, 20002, 20006, 20004, 0 }));
    }

    [TestCase("m=application 0 UDP/BFCP *", "m=application 5071 UDP/BFCP *", 2)]
    [TestCase("m=application 5070 TCP/BFCP *", "m=application 5071 UDP/BFCP *", 2)]
    [TestCase("m=application 5070 UDP/BFCP *\na=floorctrl:s-only", "m=audio 0 RTP/AVP 8", null)]
    [TestCase("m=application 5070 TCP/BFCP *", "m=audio 0 RTP/AVP 8", null)]
    public void Answer_SeveralFloorLines_TakesTheFirstOverUdpThatIsNotZero(string first, string second, int? taken)
    {
        SessionDescription offer = SdpTexts.Offer(
            "m=video 4000 RTP/AVP 97", "a=rtpmap:97 VP8/90000", first, second, "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000");
        NegotiatedSession session = SdpNegotiator.Answer(offer, WithFloor).Session!;
        Assert.That(session.Floor?.Line, Is.EqualTo(taken));
        Assert.That(SdpTexts.Parse(session.LocalDescription).Media[1].Port, Is.Zero);
    }

    [Test]
    public void Answer_FloorWithoutSlides_IsRefused()
    {
        SessionDescription offer = SdpTexts.Offer("m=video 4000 RTP/AVP 97", "a=rtpmap:97 VP8/90000", "m=application 5070 UDP/BFCP *");
        Assert.That(SdpNegotiator.Answer(offer, WithFloor).Session!.Floor, Is.Null);
    }

    [TestCase("a=bfcpver:1", 1)]
    [TestCase("a=bfcpver:1 2", 2)]
    [TestCase("a=x", 2)]
    public void Answer_VersionOfFloorControl_IsThePeers(string version, int expected)
    {
        SessionDescription offer = SdpTexts.Offer(
            "m=video 4000 RTP/AVP 97", "a=rtpmap:97 VP8/90000", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 VP8/90000", "m=application 5070 UDP/BFCP *", version);
        Assert.That(SdpNegotiator.Answer(offer, WithFloor).Session!.Floor!.Association.Version, Is.EqualTo(expected));
    }

    [Test]
    public void Offer_WithFloor_IsCompletedWithOurOwnNumbers()
    {
        SessionDescription offer = SdpNegotiator.Offer(WithFloor);
        SessionDescription answer = SdpTexts.Offer(
            "m=audio 4000 RTP/AVP 8", "m=video 4002 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 packetization-mode=1",
            "m=video 4004 RTP/AVP 97", "a=rtpmap:97 H264/90000", "a=fmtp:97 packetization-mode=1", "m=application 5070 UDP/BFCP *", "a=floorctrl:c-only");
        NegotiatedSession session = SdpNegotiator.Complete(offer, answer).Session!;
        Assert.That((session.Floor!.RemotePort, session.Floor.Association), Is.EqualTo((5070, new FloorAssociation(1000, 7, 1))));
        Assert.That(SdpNegotiator.Offer(WithFloor, session).ToString(), Is.EqualTo(offer.ToString()));
        Assert.That(SdpNegotiator.Offer(Ours, session).Media[3].Port, Is.Zero);
    }

    [TestCase("1 mstrm:12", 1, "12")]
    [TestCase("2 m-stream:10 11", 2, "10,11")]
    [TestCase("3", 3, "")]
    public void FloorId_BothSpellings_AreRead(string value, int floor, string labels)
    {
        Assert.That(FloorIdAttribute.TryParse(value, out FloorIdAttribute? read), Is.True);
        Assert.That((read!.FloorId, string.Join(',', read.Labels)), Is.EqualTo(((ushort)floor, labels)));
        Assert.That(FloorIdAttribute.TryParse($"x{value}", out _), Is.False);
    }

    private static NegotiatedSession Move(NegotiatedSession there, RtpPorts? slides) => SdpNegotiator.Move(
        SdpTexts.Parse(there.LocalDescription), SdpTexts.Parse(there.RemoteDescription), there.OfferedByUs, "203.0.113.77", RtpPorts.From(30000), RtpPorts.From(30002), slides).Session!;
}

using System.Text.Json;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class AnswerSessionTests
{
    private const string Offered = """
        v=0
        o=- 9 1 IN IP4 192.0.2.9
        s=-
        c=IN IP4 192.0.2.9
        t=0 0
        m=audio 4000 RTP/AVP 8
        a=sendrecv
        m=video 4002 RTP/AVP 97
        a=rtpmap:97 H264/90000
        a=fmtp:97 profile-level-id=42e01f;packetization-mode=1
        """;

    private static NegotiatedSession Answer(string offer, NegotiatedSession? previous = null)
    {
        NegotiationResult result = SdpNegotiator.Answer(SdpTexts.Parse(offer), Capabilities.Usual, previous);
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    private static SdpRefusal Refuse(SessionDescription offer, NegotiatedSession? previous = null)
    {
        NegotiationResult result = SdpNegotiator.Answer(offer, Capabilities.Usual, previous);
        Assert.That(result.IsAccepted, Is.False);
        return result.Refusal!;
    }

    [Test]
    public void Answer_First_StartsAtVersionOneWithOurSession()
    {
        SessionDescription local = SdpTexts.Parse(Answer(Offered).LocalDescription);
        Assert.That(local.Origin, Is.EqualTo(new Origin("-", "42", 1, SdpAddressType.IP4, "203.0.113.5")));
        Assert.That(local.Connection!.Address, Is.EqualTo("203.0.113.5"));
    }

    [Test]
    public void Answer_SameVersionAgain_IsARefreshWithTheSameAnswer()
    {
        NegotiatedSession first = Answer(Offered);
        NegotiationResult again = SdpNegotiator.Answer(
            SdpTexts.Parse(Offered), Capabilities.Usual with { Audio = new AudioCapabilities(RtpPorts.From(30000)) }, first);
        Assert.That(first.IsRefresh, Is.False);
        Assert.That(again.Session, Is.EqualTo(first with { IsRefresh = true }), "ports stay although capabilities changed");
    }

    [Test]
    public void Answer_NewVersionOfTheSame_KeepsOurVersion()
    {
        NegotiatedSession first = Answer(Offered);
        NegotiatedSession second = Answer(Offered.Replace("9 1 IN", "9 2 IN", StringComparison.Ordinal), first);
        Assert.Multiple(() =>
        {
            Assert.That(second.IsRefresh, Is.False);
            Assert.That(second.LocalDescription, Is.EqualTo(first.LocalDescription));
            Assert.That(second.RemoteOrigin.Version, Is.EqualTo(2));
        });
    }

    [Test]
    public void Answer_HoldAndResume_RaisesOurVersionEachTime()
    {
        NegotiatedSession call = Answer(Offered);
        NegotiatedSession held = Answer(Offered.Replace("9 1 IN", "9 2 IN", StringComparison.Ordinal).Replace("a=sendrecv", "a=sendonly", StringComparison.Ordinal), call);
        NegotiatedSession resumed = Answer(Offered.Replace("9 1 IN", "9 3 IN", StringComparison.Ordinal), held);
        Assert.Multiple(() =>
        {
            Assert.That(held.Audio!.Direction, Is.EqualTo(MediaDirection.ReceiveOnly));
            Assert.That(held.LocalDescription, Does.Contain("a=recvonly"));
            Assert.That(resumed.Audio!.Direction, Is.EqualTo(MediaDirection.SendReceive));
            Assert.That(new[] { held, resumed }.Select(session => session.LocalOrigin.Version), Is.EqualTo(new ulong[] { 2, 3 }));
        });
    }

    [Test]
    public void Answer_HoldUnderAnUnchangedVersion_IsStillHold()
    {
        NegotiatedSession call = Answer(Offered);
        NegotiatedSession held = Answer(Offered.Replace("a=sendrecv", "a=inactive", StringComparison.Ordinal), call);
        Assert.That((held.IsRefresh, held.Audio!.Direction), Is.EqualTo((false, MediaDirection.Inactive)));
    }

    [TestCase("sendonly", MediaDirection.ReceiveOnly)]
    [TestCase("recvonly", MediaDirection.SendOnly)]
    [TestCase("inactive", MediaDirection.Inactive)]
    [TestCase("sendrecv", MediaDirection.SendReceive)]
    public void Answer_Direction_IsTheReverse(string offered, MediaDirection expected)
    {
        NegotiatedSession session = Answer(Offered.Replace("t=0 0", "t=0 0\na=" + offered, StringComparison.Ordinal));
        Assert.That(session.Video!.Direction, Is.EqualTo(expected), "the session's direction holds for lines without one");
    }

    [Test]
    public void Answer_HiddenAddress_IsTheOldHold()
    {
        NegotiatedSession held = Answer(Offered.Replace("c=IN IP4 192.0.2.9", "c=IN IP4 0.0.0.0", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(held.Audio!.Direction, Is.EqualTo(MediaDirection.ReceiveOnly));
            Assert.That(held.Audio.Transport.RemoteAddress, Is.Null);
            Assert.That(held.Audio.Transport.RemoteRtcpAddress, Is.Null);
            Assert.That(held.LocalDescription, Does.Contain("c=IN IP4 203.0.113.5"));
        });
    }

    [Test]
    public void Answer_WatchOnlyCapabilities_NarrowTheDirection()
    {
        MediaCapabilities ours = Capabilities.Usual with { Video = Capabilities.Usual.Video! with { Direction = MediaDirection.ReceiveOnly } };
        NegotiationResult result = SdpNegotiator.Answer(SdpTexts.Parse(Offered), ours);
        Assert.That(result.Session!.Video!.Direction, Is.EqualTo(MediaDirection.ReceiveOnly));
    }

    [TestCase("m=audio 4000 RTP/SAVP 8", 302)]
    [TestCase("m=audio 4000 RTP/SAVPF 8", 302)]
    [TestCase("m=audio 4000 RTP/AVP 18 4", 305)]
    [TestCase("m=audio 4000 RTP/AVP", 305)]
    [TestCase("m=video 4000 RTP/AVP 34", 305)]
    [TestCase("m=text 4000 RTP/AVP 98", 304)]
    [TestCase("m=audio 0 RTP/AVP 8", 304)]
    [TestCase("m=application 5070 UDP/BFCP *", 304)]
    [TestCase("a=nothing", 304)]
    [TestCase("m=audio 4000 RTP/AVP 8\nc=IN IP4 room.example.vn", 301)]
    [TestCase("m=audio 4000 RTP/AVP 8\nc=IN IP6 2001:db8::1", 301)]
    [TestCase("m=audio 4000 RTP/AVP 8\nc=IN IP4 224.2.1.1/127", 301)]
    [TestCase("m=audio 4000 RTP/AVP 8\nc=IN IP4 255.255.255.255", 301)]
    [TestCase("m=audio 4000 RTP/AVP 8\nc=IN IP4 1", 301)]
    public void Answer_NothingInCommon_Is488WithAWarning(string line, int warning)
    {
        SdpRefusal refusal = Refuse(SdpTexts.Offer(line));
        Assert.That(refusal.WarningCode, Is.EqualTo(warning));
        Assert.That(refusal.WarningText, Does.Match("^[ -~]+$").And.Not.Contain("\""));
    }

    [Test]
    public void Answer_Chromium_Is488UntilSrtpComes() =>
        Assert.That(Refuse(SdpTexts.Parse(SdpSamples.Chromium)).WarningCode, Is.EqualTo(302));

    [Test]
    public void Answer_WithinACall_EndsStreamsButRefusesWhatItCannot()
    {
        NegotiatedSession call = Answer(Offered);
        NegotiationResult ended = SdpNegotiator.Answer(SdpTexts.Offer("m=audio 0 RTP/AVP 8", "m=video 0 RTP/AVP 97"), Capabilities.Usual, call);
        Assert.That((ended.Session!.Audio, ended.Session.Video), Is.EqualTo(((NegotiatedAudio?)null, (NegotiatedVideo?)null)));
        Assert.That(Refuse(SdpTexts.Offer("m=audio 4000 RTP/AVP 18", "m=video 0 RTP/AVP 97"), call).WarningCode, Is.EqualTo(305));
    }

    [Test]
    public void Answer_WithoutVideoAtOurSide_RefusesThePicture()
    {
        NegotiationResult result = SdpNegotiator.Answer(SdpTexts.Parse(Offered), Capabilities.Usual with { Video = null });
        Assert.That(result.Session!.Video, Is.Null);
        Assert.That(result.Session.LocalDescription, Does.EndWith("m=video 0 RTP/AVP 97\r\n"));
    }

    [Test]
    public void Session_AsJson_ComesBackTheSame()
    {
        NegotiatedSession session = Answer(SdpSamples.PolyX30);
        string json = JsonSerializer.Serialize(session);
        NegotiatedSession back = JsonSerializer.Deserialize<NegotiatedSession>(json)!;
        Assert.That(JsonSerializer.Serialize(back), Is.EqualTo(json));
        Assert.That(back.Video!.H264!.ProfileLevelId.ToString(), Is.EqualTo("428029"));
    }
}

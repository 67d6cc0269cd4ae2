using Mcu.Core.Codecs;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

/// <summary>Sessions that another node had go on at an address of ours.</summary>
public sealed class MoveTests
{
    private static readonly SessionDescription Room = SdpTexts.Offer(
        "m=video 4004 RTP/AVP 120", "a=rtpmap:120 H264/90000", "a=content:slides",
        "m=audio 4000 RTP/AVP 8 96 101", "a=rtpmap:96 opus/48000/2", "a=rtpmap:101 telephone-event/8000",
        "m=video 4002 RTP/AVP 97 99", "a=rtpmap:97 H264/90000", "a=fmtp:97 profile-level-id=42e01f;packetization-mode=0",
        "a=rtpmap:99 H264/90000", "a=fmtp:99 profile-level-id=42e01f;packetization-mode=1", "a=rtcp-fb:* nack pli");

    [Test]
    public void Move_SessionThatWeAnswered_IsTheSameOneVersionOnAtOurPorts()
    {
        NegotiatedSession there = SdpNegotiator.Answer(Room, Capabilities.Usual).Session!;
        NegotiatedSession here = Move(there);
        Assert.Multiple(() =>
        {
            Assert.That(here.LocalOrigin, Is.EqualTo(there.LocalOrigin with { Version = there.LocalOrigin.Version + 1 }));
            Assert.That(here.LocalDescription, Does.Contain("c=IN IP4 203.0.113.77").And.Contain("m=audio 30000 RTP/AVP 96"));
            Assert.That(here.RemoteDescription, Is.EqualTo(there.RemoteDescription));
            Assert.That(here.OfferedByUs, Is.False);
            Assert.That(here.Audio!.Transport, Is.EqualTo(there.Audio!.Transport with { LocalPorts = RtpPorts.From(30000) }));
            Assert.That(here.Video!.Transport, Is.EqualTo(there.Video!.Transport with { LocalPorts = new RtpPorts(30002, 30009) }));
            Assert.That((here.Audio.Codec, here.Audio.SendPayloadType), Is.EqualTo((AudioCodec.Opus, 96)));
            Assert.That((here.Video.SendPayloadType, here.Video.H264!.PacketizationMode), Is.EqualTo((99, 1)));
            Assert.That((here.Video.Limit, here.Video.Feedback, here.Video.Direction), Is.EqualTo((there.Video.Limit, there.Video.Feedback, there.Video.Direction)));
        });
    }

    [Test]
    public void Move_SessionThatWeOffered_KeepsEveryFormat()
    {
        SessionDescription offer = SdpNegotiator.Offer(Capabilities.Usual);
        SessionDescription answer = SdpTexts.Offer("m=audio 4000 RTP/AVP 9", "m=video 0 RTP/AVP 97");
        NegotiatedSession there = SdpNegotiator.Complete(offer, answer).Session!;
        NegotiatedSession here = Move(there);

        Assert.That(here.OfferedByUs, Is.True);
        Assert.That(here.Audio!.ReceiveFormats, Is.EqualTo(there.Audio!.ReceiveFormats));
        Assert.That(here.Audio.Codec, Is.EqualTo(AudioCodec.G722));
        Assert.That(here.Video, Is.Null);
    }

    [Test]
    public void Move_SessionOnHold_StaysOnHold()
    {
        NegotiatedSession there = SdpNegotiator.Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 8", "a=sendonly"), Capabilities.Usual).Session!;
        Assert.That(Move(there).Audio!.Direction, Is.EqualTo(MediaDirection.ReceiveOnly));
    }

    [Test]
    public void Move_LineWithKeys_KeepsThem()
    {
        const string Keys = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
        SessionDescription local = SdpTexts.Offer("m=audio 4000 RTP/AVP 8", Keys, "a=rtcp:4010");
        NegotiatedSession here = SdpNegotiator.Move(local, local, offeredByUs: true, "203.0.113.77", RtpPorts.From(30000), RtpPorts.From(30002)).Session!;

        Assert.That(here.LocalDescription, Does.Contain(Keys).And.Not.Contain("a=rtcp:"));
    }

    [Test]
    public void Move_Refreshed_ChangesNothingMore()
    {
        NegotiatedSession here = Move(SdpNegotiator.Answer(Room, Capabilities.Usual).Session!);
        NegotiatedSession again = SdpNegotiator.Answer(Room, Capabilities.Usual, here).Session!;

        Assert.That(again, Is.EqualTo(here with { IsRefresh = true }), "a room that refreshes its session early is told our ports");
    }

    private static NegotiatedSession Move(NegotiatedSession there)
    {
        NegotiationResult result = SdpNegotiator.Move(
            Read(there.LocalDescription), Read(there.RemoteDescription), there.OfferedByUs, "203.0.113.77", RtpPorts.From(30000), new RtpPorts(30002, 30009));
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    private static SessionDescription Read(string text)
    {
        Assert.That(SessionDescription.TryParse(text, out SessionDescription? description, out SdpParseError error), Is.True, error.ToString());
        return description!;
    }
}

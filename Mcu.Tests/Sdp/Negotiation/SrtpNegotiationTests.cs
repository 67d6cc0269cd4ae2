using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class SrtpNegotiationTests
{
    private const string Key30 = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"; // RFC 4568's own
    private const string Cm80 = $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Key30}";
    private const string Cm32 = $"a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{Key30}";
    private const string Gcm = "a=crypto:3 AEAD_AES_128_GCM inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGw==";
    private const string Cm256 = "a=crypto:4 AES_256_CM_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLQ==";

    [TestCase(SrtpPolicy.Off, "RTP/AVP", "", true, null)]
    [TestCase(SrtpPolicy.Off, "RTP/AVP", Cm80, true, null)]
    [TestCase(SrtpPolicy.Off, "RTP/SAVP", Cm80, false, null)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", "", true, null)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", Cm80, true, SrtpSuite.AesCm128HmacSha1Tag80)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVPF", Cm32, true, SrtpSuite.AesCm128HmacSha1Tag32)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xxxx", true, null)]
    [TestCase(SrtpPolicy.Optional, "RTP/SAVP", Cm80, true, SrtpSuite.AesCm128HmacSha1Tag80)]
    [TestCase(SrtpPolicy.Optional, "RTP/SAVPF", Cm256, true, SrtpSuite.AesCm256HmacSha1Tag80)]
    [TestCase(SrtpPolicy.Optional, "RTP/SAVP", "", false, null)]
    [TestCase(SrtpPolicy.Optional, "UDP/TLS/RTP/SAVPF", Cm80, false, null)]
    [TestCase(SrtpPolicy.Required, "RTP/AVP", "", false, null)]
    [TestCase(SrtpPolicy.Required, "RTP/AVP", Cm80, true, SrtpSuite.AesCm128HmacSha1Tag80)]
    [TestCase(SrtpPolicy.Required, "RTP/SAVP", Gcm, true, SrtpSuite.AeadAes128Gcm)]
    public void Answer_PolicyAndOffer_AgreeOrRefuse(SrtpPolicy policy, string protocol, string crypto, bool isAccepted, SrtpSuite? suite)
    {
        NegotiationResult result = SdpNegotiator.Answer(SdpTexts.Offer($"m=audio 4000 {protocol} 8", crypto), With(policy));
        Assert.That(result.IsAccepted, Is.EqualTo(isAccepted));
        Assert.That(result.Session?.Audio!.Srtp?.Suite, Is.EqualTo(suite));
        if (result.Session is { } session)
        {
            MediaDescription answered = SdpTexts.Parse(session.LocalDescription).Media[0];
            Assert.That(answered.Protocol, Is.EqualTo(protocol));
            Assert.That(answered.Crypto.Count(), Is.EqualTo(suite is null ? 0 : 1));
        }
    }

    [Test]
    public void Answer_RequiredAndNoneOffered_SaysSoInTheWarning()
    {
        SdpRefusal refusal = SdpNegotiator.Answer(SdpTexts.Offer("m=audio 4000 RTP/AVP 8"), With(SrtpPolicy.Required)).Refusal!;
        Assert.That((refusal.WarningCode, refusal.WarningText), Is.EqualTo((302, "Incompatible transport protocol: this conference requires SRTP, offer a=crypto (RFC 4568)")));
    }

    [Test]
    public void Answer_SeveralLines_TakesTheBestAndRepeatsItsTag()
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer("m=audio 4000 RTP/SAVP 8", Cm32, Cm80, Cm256, Gcm));
        Assert.That((session.Audio!.Srtp!.Suite, session.Audio.Srtp.Tag), Is.EqualTo((SrtpSuite.AeadAes128Gcm, 3)));
        Assert.That(session.LocalDescription, Does.Contain($"a=crypto:3 AEAD_AES_128_GCM inline:{session.Audio.Srtp.LocalKey.ToBase64()}\r\n"));
        Assert.That(session.Audio.Srtp.RemoteKey.Key, Is.EqualTo(Enumerable.Range(0, 16).Select(i => (byte)i)));
    }

    [Test]
    public void Answer_SecureAndPlainLineOfOneMedium_TakesWhatThePolicyWants()
    {
        SessionDescription offer = SdpTexts.Offer("m=audio 4000 RTP/AVP 8", "m=audio 4002 RTP/SAVP 8", Cm80);
        Assert.That(Accepted(offer, SrtpPolicy.Required).Audio!.Line, Is.EqualTo(1));
        Assert.That(Accepted(offer, SrtpPolicy.Off).Audio!.Line, Is.Zero);
    }

    [Test]
    public void Answer_SoundAndPicture_HaveDifferentKeysBothWays()
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer(
            "m=audio 4000 RTP/SAVP 8", Cm80, "m=video 4002 RTP/SAVP 97", "a=rtpmap:97 H264/90000", Cm32));
        SrtpKey[] keys = [session.Audio!.Srtp!.LocalKey, session.Audio.Srtp.RemoteKey, session.Video!.Srtp!.LocalKey];
        Assert.That(keys, Is.Unique);
    }

    [TestCase("inline:" + Key30 + "|2^20", true)]
    [TestCase("inline:" + Key30 + "|1048576|1:4", true)]
    [TestCase("inline:" + Key30 + "|1:4", true)]
    [TestCase("INLINE:" + Key30 + "|2^31|1:1;inline:" + Key30 + "|2^31|2:1", true)]
    [TestCase("inline:" + Key30 + " WSH=128", true)]
    [TestCase("inline:" + Key30 + " KDR=0 -unknown", true)]
    [TestCase("inline:" + Key30 + " KDR=1", false)]
    [TestCase("inline:" + Key30 + " UNENCRYPTED_SRTP", false)]
    [TestCase("inline:" + Key30 + " UNAUTHENTICATED_SRTP", false)]
    [TestCase("inline:" + Key30 + "|x", false)]
    [TestCase("inline:" + Key30 + "|2^20|1:0", false)]
    [TestCase("inline:" + Key30 + "|1:4|2^20", false)]
    [TestCase("inline:" + Key30 + "|2^20|1:4|5", false)]
    [TestCase("inline:" + Key30 + "AAAA", false)]
    [TestCase("inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSo!", false)]
    [TestCase("inline:", false)]
    [TestCase("uri:" + Key30, false)]
    public void Answer_KeyParameters_AreHonouredOrTheLineIsIgnored(string parameters, bool isUsable)
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer("m=audio 4000 RTP/AVP 8", $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 {parameters}"));
        Assert.That(session.Audio!.Srtp is not null, Is.EqualTo(isUsable));
    }

    [Test]
    public void Answer_LinesOfOneSuite_PrefersTheOneWithoutMki()
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer(
            "m=audio 4000 RTP/SAVP 8", $"a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:{Key30}|1:4", $"a=crypto:8 AES_CM_128_HMAC_SHA1_80 inline:{Key30}"));
        Assert.That(session.Audio!.Srtp!.Tag, Is.EqualTo(8));
    }

    [Test]
    public void Answer_SameDescriptionAgain_KeepsTheKeys()
    {
        SessionDescription offer = SdpTexts.Offer("m=audio 4000 RTP/SAVP 8", Cm80);
        NegotiatedSession first = Accepted(offer);
        NegotiatedSession again = SdpNegotiator.Answer(offer, With(SrtpPolicy.Optional, seed: 2), first).Session!;
        Assert.That((again.IsRefresh, again.Audio!.Srtp), Is.EqualTo((true, first.Audio!.Srtp)));
    }

    [Test]
    public void Answer_HoldWithAnotherPeersKey_KeepsSuiteAndOurKey()
    {
        NegotiatedSession first = Accepted(SdpTexts.Offer("m=audio 4000 RTP/SAVP 8", Cm32));
        SessionDescription hold = SdpTexts.Offer(
            "m=audio 4000 RTP/SAVP 8",
            Cm80.Replace("d0Rm", "AAAA", StringComparison.Ordinal),
            Cm32.Replace("d0Rm", "AAAA", StringComparison.Ordinal),
            "a=sendonly");
        NegotiatedSrtp held = SdpNegotiator.Answer(hold, With(SrtpPolicy.Optional, seed: 2), first).Session!.Audio!.Srtp!;
        Assert.That((held.Suite, held.LocalKey), Is.EqualTo((SrtpSuite.AesCm128HmacSha1Tag32, first.Audio!.Srtp!.LocalKey)));
        Assert.That(held.RemoteKey, Is.Not.EqualTo(first.Audio.Srtp.RemoteKey));
    }

    [TestCase(SrtpPolicy.Off, "RTP/AVP", 0)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", 2)]
    [TestCase(SrtpPolicy.Required, "RTP/SAVP", 2)]
    public void Offer_New_HasTheProfileAndKeysOfThePolicy(SrtpPolicy policy, string protocol, int lines)
    {
        SessionDescription offer = SdpNegotiator.Offer(With(policy));
        Assert.That(offer.Media.Select(line => line.Protocol), Is.All.EqualTo(protocol));
        Assert.That(offer.Media.Select(line => line.Crypto.Count()), Is.All.EqualTo(lines));
        Assert.That(offer.Media.SelectMany(line => line.Crypto).Select(line => line.KeyParameters), Is.Unique);
    }

    [TestCase(SrtpPolicy.Optional, "RTP/AVP", "", true, false)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Key30, true, true)]
    [TestCase(SrtpPolicy.Optional, "RTP/SAVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Key30, true, true)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Key30, false, false)]
    [TestCase(SrtpPolicy.Optional, "RTP/AVP", "a=crypto:9 AES_CM_128_HMAC_SHA1_80 inline:" + Key30, false, false)]
    [TestCase(SrtpPolicy.Optional, "RTP/SAVP", "", false, false)]
    [TestCase(SrtpPolicy.Required, "RTP/SAVP", "", false, false)]
    [TestCase(SrtpPolicy.Required, "RTP/AVP", "", false, false)]
    [TestCase(SrtpPolicy.Required, "RTP/SAVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Key30, true, true)]
    [TestCase(SrtpPolicy.Off, "RTP/AVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Key30, true, false)]
    public void Complete_AnswerToOurOffer_IsEncryptedPlainOrOfNoUse(SrtpPolicy policy, string protocol, string crypto, bool isAccepted, bool isEncrypted)
    {
        SessionDescription offer = SdpNegotiator.Offer(With(policy));
        NegotiationResult result = SdpNegotiator.Complete(offer, SdpTexts.Offer($"m=audio 4000 {protocol} 8", crypto));
        Assert.That(result.IsAccepted, Is.EqualTo(isAccepted));
        NegotiatedSrtp? srtp = result.Session?.Audio!.Srtp;
        Assert.That(srtp is not null, Is.EqualTo(isEncrypted));
        if (srtp is not null)
        {
            Assert.That(srtp.RemoteKey.ToBase64(), Is.EqualTo(Key30));
            Assert.That(offer.ToString(), Does.Contain(srtp.LocalKey.ToBase64()));
        }
    }

    [Test]
    public void Offer_WithinACall_RepeatsTheKeyInUseAlone()
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer("m=audio 4000 RTP/SAVPF 8", Cm32, Cm80));
        MediaDescription[] offered = [.. SdpNegotiator.Offer(With(SrtpPolicy.Optional, seed: 2), session).Media];
        Assert.That(offered[0].Protocol, Is.EqualTo("RTP/SAVPF"));
        Assert.That(offered[0].Crypto.Select(line => line.KeyParameters), Is.EqualTo(new[] { $"inline:{session.Audio!.Srtp!.LocalKey.ToBase64()}" }));
        Assert.That(offered[1].Crypto.Count(), Is.EqualTo(2), "the picture is new");
    }

    [Test]
    public void Offer_WithinAPlainCall_StaysPlain()
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer("m=audio 4000 RTP/AVP 8"));
        Assert.That(SdpNegotiator.Offer(With(SrtpPolicy.Optional), session).Media[0].Crypto, Is.Empty);
    }

    [Test]
    public void Move_ASessionThatWeOffered_OffersTheKeyInUseAlone()
    {
        SessionDescription offer = SdpNegotiator.Offer(With(SrtpPolicy.Optional));
        SessionDescription answer = SdpTexts.Offer("m=audio 4000 RTP/AVP 8", Cm80.Replace(":1", ":2", StringComparison.Ordinal));
        NegotiatedSrtp before = SdpNegotiator.Complete(offer, answer).Session!.Audio!.Srtp!;
        NegotiatedSession moved = SdpNegotiator.Move(offer, answer, offeredByUs: true, "203.0.113.6", RtpPorts.From(30000), RtpPorts.From(30002)).Session!;
        Assert.That(moved.Audio!.Srtp, Is.EqualTo(before));
        MediaDescription audio = SdpTexts.Parse(moved.LocalDescription).Media[0];
        Assert.That(audio.Crypto.Select(line => line.KeyParameters), Is.EqualTo(new[] { $"inline:{before.LocalKey.ToBase64()}" }));
    }

    [Test]
    public void Move_ASessionThatTheRoomOffered_KeepsBothKeys()
    {
        SessionDescription offer = SdpTexts.Offer("m=audio 4000 RTP/SAVP 8", Cm32, Cm80, Gcm);
        NegotiatedSession session = Accepted(offer);
        NegotiatedSession moved = SdpNegotiator.Move(
            SdpTexts.Parse(session.LocalDescription), offer, offeredByUs: false, "203.0.113.6", RtpPorts.From(30000), RtpPorts.From(30002)).Session!;
        Assert.That(moved.Audio!.Srtp, Is.EqualTo(session.Audio!.Srtp));
        Assert.That(moved.LocalDescription, Does.Contain(session.Audio.Srtp!.LocalKey.ToBase64()));
    }

    [Test]
    public void ToString_OfAllThatHoldsKeys_HasNone()
    {
        NegotiatedSession session = Accepted(SdpTexts.Offer("m=audio 4000 RTP/SAVP 8", Cm80));
        string said = $"{session} {session.Audio} {session.Audio!.Srtp} {session.Audio.Srtp!.LocalKey}";
        Assert.That(said, Does.Not.Contain(Key30).And.Not.Contain(session.Audio.Srtp.LocalKey.ToBase64()));
    }

    private static NegotiatedSession Accepted(SessionDescription offer, SrtpPolicy policy = SrtpPolicy.Optional)
    {
        NegotiationResult result = SdpNegotiator.Answer(offer, With(policy));
        Assert.That(result.IsAccepted, Is.True, result.Refusal?.WarningText);
        return result.Session!;
    }

    private static MediaCapabilities With(SrtpPolicy policy, int seed = 1) =>
        Capabilities.Usual with { Srtp = new SrtpCapabilities(policy, new SeededRandom(seed)) };
}

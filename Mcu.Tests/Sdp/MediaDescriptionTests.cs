using Mcu.Core.Sdp;

namespace Mcu.Tests.Sdp;

public sealed class MediaDescriptionTests
{
    private static MediaDescription Line(params string[] lines) => SdpTexts.Offer(lines).Media[0];

    [Test]
    public void FindRtpMap_WithoutRtpmap_UsesTheStaticTable()
    {
        MediaDescription line = Line("m=audio 1 RTP/AVP 0 8 9 96 18");
        Assert.That(
            line.PayloadTypes.Select(line.FindRtpMap),
            Is.EqualTo(new[] { new(0, "PCMU", 8000), new(8, "PCMA", 8000), new RtpMap(9, "G722", 8000), null, null }));
    }

    [TestCase("96 opus/48000/2", "opus", 48000, 2)]
    [TestCase("96  VP8 / 90000", "VP8", 90000, 1)]
    [TestCase("96 L16/44100/0", "L16", 44100, 1)]
    public void FindRtpMap_Tolerates(string value, string encoding, int clockRate, int channels) =>
        Assert.That(Line("m=audio 1 RTP/AVP 96", "a=rtpmap:" + value).FindRtpMap(96), Is.EqualTo(new RtpMap(96, encoding, clockRate, channels)));

    [TestCase("96")]
    [TestCase("96 opus")]
    [TestCase("96 /48000")]
    [TestCase("96 opus/0")]
    [TestCase("96 opus/-5")]
    [TestCase("960 opus/48000/2")]
    [TestCase("96 opus/99999999999")]
    [TestCase("96 a/1/1/1")]
    public void FindRtpMap_Malformed_IsSkipped(string value) =>
        Assert.That(Line("m=audio 1 RTP/AVP 96", "a=rtpmap:" + value).FindRtpMap(96), Is.Null);

    [Test]
    public void FindFormatParameters_ToleratesBlanksCaseRepetitionAndEmptiness()
    {
        FormatParameters format = Line("m=video 1 RTP/AVP 97", "a=fmtp:97  Packetization-Mode = 1 ;; max-fs=x; MAX-FS=3600;=9;flag; n=-3")
            .FindFormatParameters(97);
        Assert.Multiple(() =>
        {
            Assert.That(format.IsSet("packetization-mode"), Is.True);
            Assert.That(format.Find("max-fs"), Is.EqualTo("x"), "the first counts");
            Assert.That(format.FindNumber("max-fs"), Is.Null);
            Assert.That(format.Find("flag"), Is.Empty);
            Assert.That(format.FindNumber("n"), Is.Null);
            Assert.That(format.Find("absent"), Is.Null);
        });
    }

    [Test]
    public void FindFeedback_UnitesWildcardAndOwnLines()
    {
        MediaDescription line = Line(
            "m=video 1 RTP/AVP 96 97", "a=rtcp-fb:* ccm fir", "a=rtcp-fb:96 nack", "a=rtcp-fb:96 NACK PLI",
            "a=rtcp-fb:97 ccm tmmbr smaxpr=120", "a=rtcp-fb:97 goog-remb", "a=rtcp-fb:97", "a=rtcp-fb:x nack");
        Assert.Multiple(() =>
        {
            Assert.That(line.FindFeedback(96), Is.EqualTo(RtcpFeedback.Nack | RtcpFeedback.PictureLossIndication | RtcpFeedback.FullIntraRequest));
            Assert.That(line.FindFeedback(97), Is.EqualTo(RtcpFeedback.TemporaryMaximumBitRate | RtcpFeedback.FullIntraRequest));
        });
    }

    [Test]
    public void Rtcp_WithAndWithoutAddress_IsRead()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Line("m=audio 1 RTP/AVP 0", "a=rtcp:53020").Rtcp, Is.EqualTo(new RtcpAttribute(53020)));
            Assert.That(
                Line("m=audio 1 RTP/AVP 0", "a=rtcp:53020 IN IP6 2001:db8::2").Rtcp,
                Is.EqualTo(new RtcpAttribute(53020, new Connection(SdpAddressType.IP6, "2001:db8::2"))));
            Assert.That(Line("m=audio 1 RTP/AVP 0", "a=rtcp:0").Rtcp, Is.Null);
            Assert.That(Line("m=audio 1 RTP/AVP 0", "a=rtcp:99999").Rtcp, Is.Null);
        });
    }

    [Test]
    public void Crypto_KeepsWellFormedLinesAndHidesKeys()
    {
        CryptoAttribute[] lines =
        [
            .. Line(
                "m=audio 1 RTP/SAVP 0",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:32 KDR=1 UNENCRYPTED_SRTP",
                "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:a",
                "a=crypto:2 AES_CM_128_HMAC_SHA1_32").Crypto
        ];
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(1));
            Assert.That(lines[0].Tag, Is.EqualTo(1));
            Assert.That(lines[0].SessionParameters, Is.EqualTo("KDR=1 UNENCRYPTED_SRTP"));
            Assert.That(lines[0].ToString(), Does.Not.Contain("inline"));
            Assert.That(lines[0].ToAttribute().Value, Does.Contain("inline:d0Rm"));
        });
    }

    [TestCase("a=ptime:20", 20)]
    [TestCase("a=ptime:20.0", 20)]
    [TestCase("a=ptime:0", null)]
    [TestCase("a=ptime:NaN", null)]
    [TestCase("a=ptime:1e9", null)]
    [TestCase("a=x", null)]
    public void PacketTime_IsMillisecondsOrNull(string attribute, int? expected) =>
        Assert.That(Line("m=audio 1 RTP/AVP 0", attribute).PacketTime, Is.EqualTo(expected));

    [TestCase("TIAS", 512000, 512000)]
    [TestCase("tias", 512000, 512000)]
    [TestCase("AS", 1000, 934000)]
    [TestCase("AS", 1, 1)]
    [TestCase("AS", 0, null)]
    [TestCase("AS", -5, null)]
    [TestCase("RS", 800, null)]
    [TestCase("AS", long.MaxValue, 8_754_000_000_000_000_000L)]
    public void MediaBitsPerSecond_IsWhatTheLineLeavesForMedia(string type, long value, long? expected)
    {
        long? actual = new Bandwidth(type, value).MediaBitsPerSecond;
        Assert.That(actual, expected is null ? Is.Null : Is.EqualTo(expected).Within(0.1).Percent);
    }

    [Test]
    public void ForMediaRate_SaysTheSameTwice()
    {
        IReadOnlyList<Bandwidth> lines = Bandwidth.ForMediaRate(1_500_000);
        Assert.That(lines.Select(line => line.Type), Is.EqualTo(new[] { "AS", "TIAS" }));
        Assert.That(lines[0].MediaBitsPerSecond, Is.EqualTo(1_500_000).Within(1000));
        Assert.That(lines[1].MediaBitsPerSecond, Is.EqualTo(1_500_000));
    }
}

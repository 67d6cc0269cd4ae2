using System.Text;
using Mcu.Core.Sdp;

namespace Mcu.Tests.Sdp;

public sealed class SessionDescriptionTests
{
    private const string Head = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n";

    [Test]
    public void TryParse_Baresip_GivesItsFields()
    {
        SessionDescription description = SdpTexts.Parse(SdpSamples.Baresip);
        MediaDescription video = description.Media[1];
        Assert.Multiple(() =>
        {
            Assert.That(description.Origin, Is.EqualTo(new Origin("-", "546792926", 264534865, SdpAddressType.IP4, "127.0.0.1")));
            Assert.That(description.Connection, Is.EqualTo(new Connection(SdpAddressType.IP4, "127.0.0.1")));
            Assert.That(description.Media, Has.Count.EqualTo(2));
            Assert.That(video.Port, Is.EqualTo(35110));
            Assert.That(video.PayloadTypes, Is.EqualTo(new[] { 96, 97, 34, 99, 100 }));
            Assert.That(video.Bandwidths, Is.EqualTo(new[] { new Bandwidth("AS", 3968) }));
            Assert.That(video.Content, Is.EqualTo("main"));
            Assert.That(video.Label, Is.EqualTo("2"));
            Assert.That(video.Sources.Single(), Is.EqualTo(new SsrcAttribute(1848903207, "cname", "sip:alice@127.0.0.1")));
        });
    }

    [TestCaseSource(typeof(SdpSamples), nameof(SdpSamples.All))]
    public void ToString_OfParsed_ParsesToTheSameText(string text)
    {
        string once = SdpTexts.Parse(text).ToString();
        Assert.That(SdpTexts.Parse(once).ToString(), Is.EqualTo(once));
    }

    [TestCaseSource(typeof(SdpSamples), nameof(SdpSamples.All))]
    public void TryParse_CrLfAndBareLf_GiveTheSame(string text)
    {
        string bareLf = text.ReplaceLineEndings("\n");
        Assert.That(SdpTexts.Parse(bareLf.ReplaceLineEndings("\r\n")).ToString(), Is.EqualTo(SdpTexts.Parse(bareLf).ToString()));
    }

    [Test]
    public void TryParse_Bytes_ReadsUtf8AndSurvivesWhatIsNot()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Head + "a=tool:Hà Nội "), 0xC3, 0x28, 0xFF];
        Assert.That(SessionDescription.TryParse(bytes, out SessionDescription? description, out _), Is.True);
        Assert.That(description!.Attributes[0].Value, Does.StartWith("Hà Nội"));
    }

    [TestCase("", ExpectedResult = SdpParseError.BadVersion)]
    [TestCase("v=1\r\n", ExpectedResult = SdpParseError.BadVersion)]
    [TestCase("o=- 1 1 IN IP4 192.0.2.1\r\n", ExpectedResult = SdpParseError.BadVersion)]
    [TestCase("v=0\r\ns=-\r\n", ExpectedResult = SdpParseError.BadOrigin)]
    [TestCase("v=0\r\no=- 1 x IN IP4 192.0.2.1\r\n", ExpectedResult = SdpParseError.BadOrigin)]
    [TestCase("v=0\r\no=- 1 1 ATM NSAP 1\r\n", ExpectedResult = SdpParseError.BadOrigin)]
    [TestCase(Head + "c=IN IP4\r\n", ExpectedResult = SdpParseError.BadConnection)]
    [TestCase(Head + "c=IN IPX 1\r\n", ExpectedResult = SdpParseError.BadConnection)]
    [TestCase(Head + "m=video\r\n", ExpectedResult = SdpParseError.BadMediaLine)]
    [TestCase(Head + "m=video 70000 RTP/AVP 96\r\n", ExpectedResult = SdpParseError.BadMediaLine)]
    [TestCase(Head + "m=video -1 RTP/AVP 96\r\n", ExpectedResult = SdpParseError.BadMediaLine)]
    [TestCase(Head + "m=vid\u0007eo 1 RTP/AVP 96\r\n", ExpectedResult = SdpParseError.BadMediaLine)]
    [TestCase(Head + "hello\r\n", ExpectedResult = SdpParseError.BadLine)]
    [TestCase(Head + "a\r\n", ExpectedResult = SdpParseError.BadLine)]
    [TestCase(Head + "=\r\n", ExpectedResult = SdpParseError.BadLine)]
    public SdpParseError TryParse_Malformed_SaysWhy(string text) => SdpTexts.ErrorOf(text);

    [TestCase(Head)]
    [TestCase(Head + "m=application 0 *\r\n")]
    [TestCase(Head + "m=audio 49170/2 RTP/AVP 0\r\n")]
    [TestCase(Head + "\r\n\r\n")]
    [TestCase(Head + "x=what\r\nb=X-?\r\na=\r\nk=clear:1\r\nz=0 0\r\n")]
    [TestCase(Head + "c=IN IP4 224.2.1.1/127/3\r\n")]
    [TestCase(Head + "m=video 5000 RTP/AVP 96\r\na=rtpma")]
    public void TryParse_Odd_IsTolerated(string text) => Assert.That(SdpTexts.ErrorOf(text), Is.EqualTo(SdpParseError.None));

    [Test]
    public void TryParse_AtAndAboveTheCaps_AcceptsAndRefuses()
    {
        string Media(int count) => Head + string.Concat(Enumerable.Repeat("m=audio 0 RTP/AVP 0\r\n", count));
        string Formats(int count) => Head + "m=audio 1 RTP/AVP" + string.Concat(Enumerable.Repeat(" 0", count));
        string Lines(int count) => Head + string.Concat(Enumerable.Repeat("a=x\n", count));
        Assert.Multiple(() =>
        {
            Assert.That(SdpTexts.ErrorOf(Media(20)), Is.EqualTo(SdpParseError.None));
            Assert.That(SdpTexts.ErrorOf(Media(21)), Is.EqualTo(SdpParseError.TooManyMediaLines));
            Assert.That(SdpTexts.ErrorOf(Formats(64)), Is.EqualTo(SdpParseError.None));
            Assert.That(SdpTexts.ErrorOf(Formats(65)), Is.EqualTo(SdpParseError.TooManyFormats));
            Assert.That(SdpTexts.ErrorOf(Lines(SdpLimits.MaxLines - 3)), Is.EqualTo(SdpParseError.None));
            Assert.That(SdpTexts.ErrorOf(Lines(SdpLimits.MaxLines)), Is.EqualTo(SdpParseError.TooManyLines));
            Assert.That(SdpTexts.ErrorOf(Head + new string('a', SdpLimits.MaxBytes)), Is.EqualTo(SdpParseError.TooLarge));
            Assert.That(SessionDescription.TryParse(new byte[SdpLimits.MaxBytes + 1], out _, out SdpParseError error), Is.False);
            Assert.That(error, Is.EqualTo(SdpParseError.TooLarge));
        });
    }

    [Test]
    public void ConnectionOf_PrefersTheLinesOwn()
    {
        SessionDescription description = SdpTexts.Offer("m=audio 1 RTP/AVP 0", "m=video 2 RTP/AVP 96", "c=IN IP6 2001:db8::1");
        Assert.That(description.ConnectionOf(description.Media[0])!.Address, Is.EqualTo("192.0.2.9"));
        Assert.That(description.ConnectionOf(description.Media[1]), Is.EqualTo(new Connection(SdpAddressType.IP6, "2001:db8::1")));
    }

    [TestCase("a=inactive", "a=sendonly", ExpectedResult = MediaDirection.SendOnly)]
    [TestCase("a=inactive", "a=x", ExpectedResult = MediaDirection.Inactive)]
    [TestCase("a=x", "a=RecvOnly", ExpectedResult = MediaDirection.ReceiveOnly)]
    [TestCase("a=x", "a=x", ExpectedResult = MediaDirection.SendReceive)]
    public MediaDirection DirectionOf_LooksAtLineThenSession(string session, string line)
    {
        SessionDescription description = SdpTexts.Offer(session, "m=audio 1 RTP/AVP 0", line);
        return description.DirectionOf(description.Media[0]);
    }
}

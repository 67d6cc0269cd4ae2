using System.Text;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip.Messages;

public sealed class SipMessageTests
{
    private const string Minimal = "OPTIONS sip:a SIP/2.0\nv: SIP/2.0/UDP h;branch=z9hG4bK1\nf: <sip:b>;tag=1\nt: <sip:a>\ni: 1\nCSeq: 1 OPTIONS\n\n";

    [TestCase("\n\n\n", SipParseError.Empty)]
    [TestCase("OPTIONS sip:a SIP/2.0\n", SipParseError.NoHeaderEnd)]
    [TestCase("\0\u0001garbage\n\n", SipParseError.BadStartLine)]
    [TestCase("OPTIONS  SIP/2.0\n\n", SipParseError.BadRequestUri)]
    [TestCase("SIP/2.0 99 Low\n\n", SipParseError.BadStatusCode)]
    [TestCase("SIP/3.0 200 OK\n\n", SipParseError.UnsupportedVersion)]
    [TestCase("SIP/2.0 200 OK\nVia: SIP/2.0/UDP h\n\n", SipParseError.MissingHeader)]
    public void TryParse_Broken_SaysWhy(string text, SipParseError expected)
    {
        Assert.That(SipMessage.TryParse(Octets(text), out _, out SipParseError error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [TestCase("f: <sip:b>;tag=1", "f: <sip:b", SipParseError.BadFrom)]
    [TestCase("t: <sip:a>", "t: sip:a?x=y", SipParseError.BadTo)]
    [TestCase("i: 1", "i: a b", SipParseError.BadCallId)]
    [TestCase("i: 1", "i: a@b@c", SipParseError.BadCallId)]
    [TestCase("CSeq: 1", "CSeq: x", SipParseError.BadCSeq)]
    [TestCase("1 OPTIONS", "1 Options", SipParseError.MethodMismatch)]
    [TestCase("i: 1", "i: 1\nm: ,", SipParseError.BadContact)]
    [TestCase("i: 1", "i: 1\nRoute: sip:a", SipParseError.BadRoute)]
    [TestCase("i: 1", "i: 1\nMax-Forwards: 256", SipParseError.BadMaxForwards)]
    [TestCase("i: 1", "i: 1\nl: x", SipParseError.BadContentLength)]
    [TestCase("i: 1", "i: 1\nl: 1", SipParseError.BodyTooShort)]
    [TestCase("i: 1", "i: 1\ni: 1", SipParseError.DuplicateHeader)]
    [TestCase("i: 1", "i: 1\nno colon", SipParseError.BadHeaderLine)]
    [TestCase("i: 1", "i: 1\n: no name", SipParseError.BadHeaderLine)]
    [TestCase("\ni: 1", ", SIP/2.0/UDP\ni: 1", SipParseError.BadVia)]
    public void TryParse_BrokenHeader_SaysWhichAndCanBeAnswered(string part, string broken, SipParseError expected)
    {
        string text = Minimal.Replace(part, broken, StringComparison.Ordinal).Replace("t: <sip:a>, SIP/2.0/UDP", "t: <sip:a>\nv: ,", StringComparison.Ordinal);
        Assert.That(SipMessage.TryParse(Octets(text), out SipMessage? message, out SipParseError error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
        Assert.That(message!.Via.Host, Is.EqualTo("h"));
    }

    [Test]
    public void TryParse_MoreHeadersThanAllowed_IsRefused()
    {
        string many = string.Concat(Enumerable.Repeat("P: y\n", 96));
        Assert.That(SipMessage.TryParse(Octets(Minimal.Replace("i: 1\n", "i: 1\n" + many[5..], StringComparison.Ordinal)), out _, out _), Is.True);
        Assert.That(SipMessage.TryParse(Octets(Minimal.Replace("i: 1\n", "i: 1\n" + many, StringComparison.Ordinal)), out _, out SipParseError error), Is.False);
        Assert.That(error, Is.EqualTo(SipParseError.TooManyHeaders));
    }

    [Test]
    public void TryParse_Over64Kilobytes_IsRefused()
    {
        Assert.That(SipMessage.TryParse(new byte[65_536], out _, out SipParseError error), Is.False);
        Assert.That(error, Is.EqualTo(SipParseError.TooLarge));
    }

    [Test]
    public void TryParse_LineBreaksBefore_AreSkipped() => Assert.That(SipMessage.TryParse(Octets("\n\n" + Minimal), out _, out _), Is.True);

    [Test]
    public void TryParse_CompactForms_AreExpanded()
    {
        Assert.That(SipMessage.TryParse(Octets(Minimal), out SipMessage? message, out _), Is.True);
        Assert.That(message!.Headers.Items.Select(header => header.Name), Is.EqualTo(new[] { "Via", "From", "To", "Call-ID", "CSeq" }));
    }

    [Test]
    public void TryParse_AckThatIsBroken_IsNeverAnswered()
    {
        string text = Minimal.Replace("OPTIONS", "ACK", StringComparison.Ordinal).Replace("i: 1", "i: a b", StringComparison.Ordinal);
        Assert.That(SipMessage.TryParse(Octets(text), out SipMessage? message, out _), Is.False);
        Assert.That(message, Is.Null);
    }

    [Test]
    public void ToBytes_Message_ReadsBackTheSame()
    {
        SipHeaders headers = new SipHeaders().Add("Via", "SIP/2.0/UDP h;branch=z9hG4bK1").Add("From", "<sip:a>;tag=1").Add("To", "<sip:b>")
            .Add("Call-ID", "1").Add("CSeq", "1 INVITE").Add("Subject", "họp giao ban").Add("Content-Length", "999");
        byte[] octets = SipMessage.Request(SipMethods.Invite, SipUri.Parse("sip:b"), headers, SipBody.Sdp(new byte[] { 0, 255, 13, 10 })).ToBytes();

        Assert.That(SipMessage.TryParse(octets, out SipMessage? read, out _), Is.True);
        Assert.That(read!.Headers["Subject"], Is.EqualTo("họp giao ban"));
        Assert.That(read.Headers["Content-Length"], Is.EqualTo("4"));
        Assert.That(read.Body.ToArray(), Is.EqualTo(new byte[] { 0, 255, 13, 10 }));
        Assert.That(read.ToBytes(), Is.EqualTo(octets));
    }

    [Test]
    public void SetVia_KeepsTheViasBelow()
    {
        string text = Minimal.Replace(";branch=z9hG4bK1", ";branch=z9hG4bK1, SIP/2.0/UDP below", StringComparison.Ordinal);
        Assert.That(SipMessage.TryParse(Octets(text), out SipMessage? message, out _), Is.True);
        message!.SetVia(message.Via with { Host = "other" });
        Assert.That(message.Headers["Via"], Is.EqualTo("SIP/2.0/UDP other;branch=z9hG4bK1, SIP/2.0/UDP below"));
    }

    [TestCase("application/sdp", true)]
    [TestCase("Application/SDP ; charset=utf-8", true)]
    [TestCase("application/sdpx", false)]
    [TestCase("text/plain", false)]
    public void Is_MediaType_IgnoresCaseAndParameters(string type, bool isSdp) =>
        Assert.That(new SipBody(type, default).Is(SipBody.SdpType), Is.EqualTo(isSdp));

    private static byte[] Octets(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
}

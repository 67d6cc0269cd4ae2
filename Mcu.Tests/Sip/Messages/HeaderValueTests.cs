using FsCheck;
using FsCheck.Fluent;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip.Messages;

public sealed class HeaderValueTests
{
    [TestCase("\"Khánh Hòa\" <sip:a@b>;tag=1", "Khánh Hòa", "sip:a@b", "1")]
    [TestCase("Khánh Hòa <sip:a@b>", "Khánh Hòa", "sip:a@b", null)]
    [TestCase("<sip:a@b;tag=no>;tag=yes", "", "sip:a@b;tag=no", "yes")]
    [TestCase("sip:a@b;tag=1", "", "sip:a@b", "1")]
    [TestCase("\"a, b <c>\"<sip:a@b>", "a, b <c>", "sip:a@b", null)]
    public void NameAddress_Form_IsRead(string text, string name, string uri, string? tag)
    {
        NameAddress address = NameAddress.Parse(text);
        Assert.That((address.DisplayName, address.Uri.ToString(), address.Tag), Is.EqualTo((name, uri, tag)));
    }

    [TestCase("")]
    [TestCase("\"a <sip:a@b>")]
    [TestCase("a, b <sip:a@b>")]
    [TestCase("<sip:a@b")]
    [TestCase("< sip:a@b >")]
    [TestCase("<sip:a@b>;;")]
    [TestCase("<sip:a@b> x")]
    [TestCase("<sip:a@b>;tag=\"x")]
    [TestCase("sip:a@b?x=y")]
    [TestCase("sip:a@b, sip:c@d")]
    public void NameAddress_NotOne_IsRefused(string text) => Assert.That(NameAddress.TryParse(text, out _), Is.False);

    [Test]
    public void NameAddress_AnyDisplayName_SurvivesWritingAndReading() => AssertHolds(Prop.ForAll<string>(name =>
    {
        string plain = (name ?? "").Replace('\r', ' ').Replace('\n', ' ');
        var address = new NameAddress(plain, SipUri.Parse("sip:a@b"), SipParameters.None);
        return NameAddress.TryParse(address.ToString(), out NameAddress read) && read.DisplayName == plain;
    }));

    [TestCase("SIP/2.0/UDP [2001:db8::1]:5062;branch=z9hG4bK1;received=2001:db8::2;rport=1", "UDP", "2001:db8::1", 5062)]
    [TestCase("SIP / 2.0 / tcp  host : 7 ; branch = z9hG4bK1", "TCP", "host", 7)]
    [TestCase("SIP/2.0/UDP host", "UDP", "host", null)]
    public void Via_Form_IsRead(string text, string transport, string host, int? port)
    {
        Assert.That(SipVia.TryParse(text, out SipVia via), Is.True);
        Assert.That((via.Transport, via.Host, via.Port), Is.EqualTo((transport, host, port)));
        Assert.That(SipVia.TryParse(via.ToString(), out SipVia again), Is.True);
        Assert.That(again.SentBy, Is.EqualTo(via.SentBy));
    }

    [TestCase("HTTP/2.0/UDP host")]
    [TestCase("SIP/2.0 host")]
    [TestCase("SIP/2.0/UDP")]
    [TestCase("SIP/2.0/UDP ;branch=1")]
    [TestCase("SIP/2.0/UDP host:")]
    [TestCase("SIP/2.0/UDP host:x")]
    [TestCase("SIP/2.0/UDP host;;")]
    [TestCase("SIP/2.0/UDP host;branch=")]
    public void Via_NotOne_IsRefused(string text) => Assert.That(SipVia.TryParse(text, out _), Is.False);

    [TestCase("z9hG4bK1", true)]
    [TestCase("Z9HG4BK1", true)]
    [TestCase("z9hG4bK", false)]
    [TestCase("1234", false)]
    public void Via_Branch_IsUniqueWithCookieAndMore(string branch, bool unique)
    {
        Assert.That(SipVia.TryParse($"SIP/2.0/UDP a;branch={branch}", out SipVia via), Is.True);
        Assert.That(via.HasUniqueBranch, Is.EqualTo(unique));
    }

    [TestCase("0009  INVITE", true)]
    [TestCase("2147483647 INVITE", true)]
    [TestCase("2147483648 INVITE", false)]
    [TestCase("-1 INVITE", false)]
    [TestCase("1", false)]
    [TestCase("1 IN VITE", false)]
    [TestCase("INVITE 1", false)]
    public void CSeq_Form_IsReadOrRefused(string text, bool valid) => Assert.That(SipCSeq.TryParse(text, out _), Is.EqualTo(valid));

    [TestCase("1800;refresher=uac", 1800u, SessionRefresher.Uac)]
    [TestCase(" 90 ; Refresher = UAS", 90u, SessionRefresher.Uas)]
    [TestCase("4000;x=y", 4000u, SessionRefresher.Unspecified)]
    [TestCase("99999999999999", 2147483647u, SessionRefresher.Unspecified)]
    public void SessionExpires_Form_IsRead(string text, uint seconds, SessionRefresher refresher)
    {
        Assert.That(SessionExpires.TryParse(text, out SessionExpires value), Is.True);
        Assert.That(value, Is.EqualTo(new SessionExpires(seconds, refresher)));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("-1")]
    public void SessionExpires_NotOne_IsRefused(string text) => Assert.That(SessionExpires.TryParse(text, out _), Is.False);

    [TestCase("120", 120u)]
    [TestCase("18000;duration=3600", 18000u)]
    [TestCase("120 (in a meeting)", 120u)]
    [TestCase("later", null)]
    public void RetryAfter_Form_IsRead(string text, uint? seconds)
    {
        SipMessage busy = SipMessage.Response(503, "Busy", new SipHeaders().Add(SipHeaderNames.RetryAfter, text));
        Assert.That(busy.RetryAfter, Is.EqualTo(seconds));
    }

    [Test]
    public void List_CommasInQuotesAndBrackets_DoNotSplit()
    {
        SipHeaders headers = new SipHeaders().Add("Contact", "\"a,b\" <sip:a,b@c> , <sip:d>").Add("Contact", "<sip:e>");
        Assert.That(headers.List("contact"), Is.EqualTo(new[] { "\"a,b\" <sip:a,b@c>", "<sip:d>", "<sip:e>" }));
    }

    [Test]
    public void Add_LineBreakInValue_Throws() =>
        Assert.That(() => new SipHeaders().Add("Subject", "a\r\nVia: x"), Throws.ArgumentException);

    [Test]
    public void Escape_ControlCharacters_CannotForgeALogLine()
    {
        Assert.That(SipLogText.Escape("a\r\nb\u2028\u001b[0m"), Is.EqualTo("a\\x0D\\x0Ab\\x2028\\x1B[0m"));
        Assert.That(SipLogText.Escape(new string('x', 300)), Has.Length.EqualTo(257));
        Assert.That(SipLogText.Describe(new SipHeader("Proxy-Authorization", "Digest x")), Does.Not.Contain("Digest"));
        Assert.That(SipLogText.Describe(new SipHeader("Subject", "a\nb")), Is.EqualTo("Subject: a\\x0Ab"));
    }

    private static void AssertHolds(Property property) =>
        Assert.That(() => Check.One(Config.QuickThrowOnFailure.WithReplay(1, 3), property), Throws.Nothing);
}

using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip.Torture;

/// <summary>RFC 4475: what a parser reads from the torture messages, and what a user agent says to them.</summary>
public sealed class TortureTests
{
    private static IEnumerable<TestCaseData> Catalog =>
        TortureCatalog.All.Select(entry => new TestCaseData(entry.Octets, entry.Status).SetArgDisplayNames(entry.Name));

    [TestCaseSource(nameof(Catalog))]
    public void Receive_TortureMessage_GetsTheStatusThatItShould(byte[] octets, int status)
    {
        var bench = new AgentBench();
        bench.Agent.Receive(octets, AgentBench.Flow, bench.Now);
        string start = Encoding.ASCII.GetString(bench.TakeRaw().Select(answer => answer.Bytes.ToArray()).SingleOrDefault([]));
        Assert.That(start, status == 0 ? Is.Empty : Does.StartWith($"SIP/2.0 {status} "));
    }

    [Test]
    public void Catalog_HasEveryMessage() => Assert.That(TortureCatalog.All.Select(entry => entry.Name).Distinct().Count(), Is.EqualTo(49));

    [Test]
    public void Parse_ShortTortuousInvite_ReadsThroughFoldsAndSpaces()
    {
        SipMessage message = Parse(ValidMessages.ShortTortuousInvite);
        Assert.That(message.RequestUri!.Parameters.Has("unknownparam"), Is.True);
        Assert.That((message.To.Uri.User, message.To.Tag), Is.EqualTo(("vivekg", "1918181833n")));
        Assert.That((message.From.DisplayName, message.From.Tag), Is.EqualTo(("J Rosenberg \\\"", "98asjd8")));
        Assert.That(message.CSeq, Is.EqualTo(new SipCSeq(9, SipMethods.Invite)));
        Assert.That(message.Headers[SipHeaderNames.MaxForwards], Is.EqualTo("0068"));
        Assert.That(Vias(message), Is.EqualTo(new[] { "UDP 192.0.2.2 390skdjuw", "TCP spindle.example.com z9hG4bK9ikj8", "UDP 192.168.255.111 z9hG4bK30239" }));
        Assert.That(message.Headers["Subject"], Is.Empty);
        Assert.That(message.Headers["NewFangledHeader"], Is.EqualTo("newfangled value continued newfangled value"));
        Assert.That(message.Headers["UnknownHeaderWithUnusualValue"], Is.EqualTo(";;,,;;,;"));
        NameAddress contact = message.Contact!;
        Assert.That((contact.DisplayName, contact.Parameters["newparam"], contact.Parameters["q"]), Is.EqualTo(("Quoted string \"\"", "newvalue", "0.33")));
        Assert.That(contact.Parameters.Has("secondparam"), Is.True);
        SipParameters route = NameAddress.Parse(message.Headers.List(SipHeaderNames.Route)[0]).Uri.Parameters;
        Assert.That((route.Has("lr"), route["unknownwith"], route.Has("unknown-no-value")), Is.EqualTo((true, "value", true)));
        Assert.That(message.Body.Length, Is.EqualTo(150));
    }

    [Test]
    public void Parse_WideRangeOfCharacters_KeepsThemAll()
    {
        SipMessage message = Parse(ValidMessages.WideRangeOfCharacters);
        const string method = "!interesting-Method0123456789_*+`.%indeed'~";
        Assert.That((message.Method, message.CSeq), Is.EqualTo((method, new SipCSeq(139122385, method))));
        Assert.That(message.RequestUri!.User, Is.EqualTo("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"));
        Assert.That(message.RequestUri.Password, Is.EqualTo("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)"));
        Assert.That(message.RequestUri.Host, Is.EqualTo("example.com"));
        Assert.That(message.To.DisplayName, Is.EqualTo("BEL:\a NUL:\0 DEL:\u007f"));
        Assert.That(message.From.DisplayName, Is.EqualTo("token1~` token2'+_ token3*%!.-"));
        Assert.That(message.From.Parameters["fromParam''~+*_!.-%"], Is.EqualTo("работающий"));
        Assert.That(message.From.Tag, Is.EqualTo("_token~1'+`*%!-."));
        Assert.That(message.CallId, Is.EqualTo("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{"));
        Assert.That(message.Via.Branch, Is.EqualTo("z9hG4bK-.!%66*_+`'~"));
        Assert.That(message.Headers["extensionHeader-!.%*+_`'~"], Is.EqualTo("\ufeff大停電"));
    }

    [Test]
    public void Parse_ValidEscapes_ReadsThemInUrisOnly()
    {
        SipMessage message = Parse(ValidMessages.ValidEscapes);
        Assert.That((message.RequestUri!.Scheme, message.RequestUri.User, message.RequestUri.Host), Is.EqualTo(("sip", "sips:user@example.com", "example.net")));
        Assert.That(message.To.Uri.User, Is.EqualTo("user"));
        Assert.That(message.From.Uri.User, Is.EqualTo("I have spaces"));
        Assert.That(message.Contact!.Uri.User, Is.EqualTo("caller"));
        Assert.That(message.Contact.Uri.IsEquivalentTo(SipUri.Parse("sip:caller@host5.example.net;lr;name=value%2541")), Is.True);
        Assert.That(Encoding.UTF8.GetString(message.ToBytes()), Does.StartWith("INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0\r\n"));
    }

    [Test]
    public void Parse_EscapedNulls_AreNulls()
    {
        SipMessage message = Parse(ValidMessages.EscapedNulls);
        Assert.That(message.From.Uri.User, Is.EqualTo("null-\0-null"));
        Assert.That(message.Headers.List(SipHeaderNames.Contact).Select(contact => NameAddress.Parse(contact).Uri.User), Is.EqualTo(new[] { "\0", "\0\0" }));
        Assert.That(Encoding.UTF8.GetString(message.ToBytes()), Does.Not.Contain("\0"));
    }

    [Test]
    public void Parse_PercentThatIsNoEscape_StaysInTokensAndQuotes()
    {
        SipMessage message = Parse(ValidMessages.PercentThatIsNoEscape);
        Assert.That((message.Method, message.To.DisplayName, message.Via.Branch), Is.EqualTo(("RE%47IST%45R", "%Z%45", "z9hG4bK209%fzsnel234")));
        Assert.That(message.Headers.List(SipHeaderNames.Contact), Has.Count.EqualTo(2));
    }

    [Test]
    public void Parse_NoSpaceAfterDisplayName_ReadsBoth()
    {
        NameAddress from = Parse(ValidMessages.NoSpaceAfterDisplayName).From;
        Assert.That((from.DisplayName, from.Uri.ToString()), Is.EqualTo(("caller", "sip:caller@example.com")));
    }

    [Test]
    public void Parse_LongValues_ReadsThemWhole()
    {
        SipMessage message = Parse(LargeMessages.LongValues);
        Assert.That(message.To.Uri.Port, Is.EqualTo(6000));
        Assert.That(message.From.Tag, Has.Length.EqualTo(155));
        Assert.That(message.Headers.List(SipHeaderNames.Via), Has.Count.EqualTo(34));
        Assert.That(message.Via.Host, Is.EqualTo("sip33.example.com"));
        Assert.That(message.Body.Length, Is.EqualTo(150));
    }

    [Test]
    public void Parse_ExtraOctets_LeavesThemOut()
    {
        SipMessage message = Parse(ValidMessages.ExtraOctets);
        Assert.That((message.Method, message.Body.Length), Is.EqualTo((SipMethods.Register, 0)));
    }

    [Test]
    public void Parse_SemicolonsInUser_BelongToIt()
    {
        SipMessage message = Parse(ValidMessages.SemicolonsInUser);
        Assert.That(message.RequestUri!.User, Is.EqualTo("user;par=u@example.net"));
        Assert.That(message.RequestUri.Parameters.Items, Is.Empty);
        Assert.That(message.Headers.List(SipHeaderNames.Accept), Has.Count.EqualTo(6));
    }

    [Test]
    public void Parse_VariedTransports_ReadsThemAll() => Assert.That(
        Vias(Parse(ValidMessages.VariedTransports)).Select(via => via.Split(' ')[0]),
        Is.EqualTo(new[] { "UDP", "SCTP", "TLS", "UNKNOWN", "TCP" }));

    [Test]
    public void Parse_MultipartBody_KeepsItsOctets()
    {
        SipMessage message = Parse(LargeMessages.MultipartBody);
        Assert.That(message.Body.Length, Is.EqualTo(553));
        Assert.That(message.Content!.Is("multipart/mixed"), Is.True);
        Assert.That(message.ToBytes().AsSpan()[^553..].SequenceEqual(message.Body.Span), Is.True);
    }

    [Test]
    public void Parse_Reasons_AreTextOrEmpty()
    {
        SipMessage unusual = Parse(ValidMessages.UnusualReason);
        Assert.That((unusual.Status, unusual.Reason), Is.EqualTo((200, "= 2**3 * 5**2 но сто девяносто девять - простое")));
        SipMessage empty = Parse(ValidMessages.EmptyReason);
        Assert.That((empty.Status, empty.Reason), Is.EqualTo((100, "")));
    }

    [Test]
    public void Parse_ContactParameters_BelongToHeaderOrUri()
    {
        NameAddress bare = Parse(SemanticHeaders.ContactParameterBare).Contact!;
        NameAddress bracketed = Parse(SemanticHeaders.ContactParameterInUri).Contact!;
        Assert.That((bare.Parameters.Has("unknownparam"), bare.Uri.Parameters.Has("unknownparam")), Is.EqualTo((true, false)));
        Assert.That((bracketed.Parameters.Has("unknownparam"), bracketed.Uri.Parameters.Has("unknownparam")), Is.EqualTo((false, true)));
        Assert.That(Parse(SemanticHeaders.ContactWithHeaders).Contact!.Uri.Headers, Is.EqualTo("Route=%3Csip:sip.example.com%3E"));
    }

    [Test]
    public void Receive_UnknownExtensions_NamesThem()
    {
        var bench = new AgentBench();
        bench.Agent.Receive(SemanticMessages.UnknownExtensions, AgentBench.Flow, bench.Now);
        Assert.That(bench.Take().Single().Headers[SipHeaderNames.Unsupported], Is.EqualTo("nothingSupportsThis, nothingSupportsThisEither"));
    }

    [Test]
    public void Receive_InviteOfRfc2543_IsACall()
    {
        var bench = new AgentBench();
        bench.Agent.Receive(SemanticHeaders.InviteOfRfc2543, AgentBench.Flow, bench.Now);
        SipEvent.IncomingCall incoming = bench.TakeEvents().OfType<SipEvent.IncomingCall>().Single();
        Assert.That(incoming.Call.Dialog!.RemoteTag, Is.Empty);
        Assert.That(incoming.Offer, Is.Not.Null);
    }

    private static SipMessage Parse(byte[] octets)
    {
        Assert.That(SipMessage.TryParse(octets, out SipMessage? message, out SipParseError error), Is.True, error.ToString());
        return message!;
    }

    private static IEnumerable<string> Vias(SipMessage message)
    {
        foreach (string value in message.Headers.List(SipHeaderNames.Via))
        {
            Assert.That(SipVia.TryParse(value, out SipVia via), Is.True);
            yield return $"{via.Transport} {via.Host} {via.Branch}";
        }
    }
}

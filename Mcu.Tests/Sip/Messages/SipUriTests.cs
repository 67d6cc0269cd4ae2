using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip.Messages;

public sealed class SipUriTests
{
    // RFC 3261 §19.1.4
    [TestCase("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true)]
    [TestCase("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true)]
    [TestCase("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5", true)]
    [TestCase("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com", "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", true)]
    [TestCase("sip:alice@atlanta.com?subject=project%20x&priority=urgent", "sip:alice@atlanta.com?priority=urgent&subject=project%20x", true)]
    [TestCase("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false)]
    [TestCase("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false)]
    [TestCase("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", false)]
    [TestCase("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp", false)]
    [TestCase("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", false)]
    [TestCase("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", false)]
    [TestCase("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", false)]
    [TestCase("sip:a@b", "sips:a@b", false)]
    [TestCase("sip:a@b;maddr=1.2.3.4", "sip:a@b", false)]
    [TestCase("tel:+84", "tel:+84", true)]
    public void IsEquivalentTo_TwoUris_FollowsTheRules(string a, string b, bool equivalent)
    {
        Assert.That(SipUri.Parse(a).IsEquivalentTo(SipUri.Parse(b)), Is.EqualTo(equivalent));
        Assert.That(SipUri.Parse(b).IsEquivalentTo(SipUri.Parse(a)), Is.EqualTo(equivalent));
    }

    [Test]
    public void TryParse_Everything_ReadsTheParts()
    {
        SipUri uri = SipUri.Parse("sips:kh%C3%A1nh-h%C3%B2a:p%40ss@[2001:db8::5]:5061;transport=tcp;lr?Subject=a");
        Assert.That((uri.Scheme, uri.User, uri.Password, uri.Host, uri.Port), Is.EqualTo(("sips", "khánh-hòa", "p@ss", "2001:db8::5", 5061)));
        Assert.That((uri.Parameters["Transport"], uri.Parameters.Has("lr"), uri.Headers), Is.EqualTo(("tcp", true, "Subject=a")));
        Assert.That(uri.TryGetAddress(out IPAddress address), Is.True);
        Assert.That(address, Is.EqualTo(IPAddress.Parse("2001:db8::5")));
    }

    [TestCase("")]
    [TestCase("sip:")]
    [TestCase("sip:@host")]
    [TestCase("sip:user@")]
    [TestCase("sip:user@ho st")]
    [TestCase("sip:us er@host")]
    [TestCase("sip:user@host:99999")]
    [TestCase("sip:user@host:")]
    [TestCase("sip:user@host;")]
    [TestCase("sip:user@host;;a")]
    [TestCase("sip:user@host?")]
    [TestCase("sip:%4@host")]
    [TestCase("sip:%zz@host")]
    [TestCase("sip:user@[::1")]
    [TestCase("sip:user@[zz]")]
    [TestCase("sip:a@b@c")]
    [TestCase("no-scheme")]
    [TestCase("1sip:a")]
    [TestCase("<sip:a>")]
    [TestCase("x:")]
    public void TryParse_NotAUri_IsRefused(string text) => Assert.That(SipUri.TryParse(text, out _), Is.False);

    [Test]
    public void For_AnyUser_GivesItBack() => AssertHolds(Prop.ForAll<string>(user =>
    {
        string plain = string.IsNullOrEmpty(user) || user.Any(char.IsSurrogate) ? "mcu" : user;
        SipUri uri = SipUri.For(plain, IPEndPoint.Parse("[2001:db8::1]:5060"), SipTransport.Tcp);
        return uri.User == plain && uri.Parameters["transport"] == "tcp" && uri.Port == 5060;
    }));

    private static void AssertHolds(Property property) =>
        Assert.That(() => Check.One(Config.QuickThrowOnFailure.WithReplay(1, 3), property), Throws.Nothing);
}

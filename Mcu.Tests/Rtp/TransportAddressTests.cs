using System.Net;
using Mcu.Core.Rtp;

namespace Mcu.Tests.Rtp;

/// <summary>An address and port as a value.</summary>
public sealed class TransportAddressTests
{
    [TestCase("192.0.2.1:5060")]
    [TestCase("[2001:db8::1]:5060")]
    [TestCase("[fe80::1%3]:5060")]
    [TestCase("0.0.0.0:65535")]
    public void From_Endpoint_WritesAndGivesTheSame(string text)
    {
        var address = TransportAddress.From(IPEndPoint.Parse(text));
        Assert.That(address.ToString(), Is.EqualTo(text));
        Assert.That(address.ToEndPoint(), Is.EqualTo(IPEndPoint.Parse(text)));
    }

    [Test]
    public void Equals_MappedAddress_IsTheIPv4One()
    {
        var plain = TransportAddress.From(IPAddress.Parse("192.0.2.1"), 9);
        var mapped = TransportAddress.From(IPAddress.Parse("::ffff:192.0.2.1"), 9);
        Assert.That(mapped, Is.EqualTo(plain));
        Assert.That(mapped.GetHashCode(), Is.EqualTo(plain.GetHashCode()));
    }

    [Test]
    public void Equals_OtherInterface_IsAnotherAddress() =>
        Assert.That(TransportAddress.From(IPAddress.Parse("fe80::1%3"), 9), Is.Not.EqualTo(TransportAddress.From(IPAddress.Parse("fe80::1%4"), 9)));

    [Test]
    public void WithPort_OtherPort_KeepsTheAddress()
    {
        var address = TransportAddress.From(IPAddress.Loopback, 9);
        Assert.That(address.WithPort(10), Is.EqualTo(TransportAddress.From(IPAddress.Loopback, 10)));
    }
}

using System.Net;
using Mcu.Node.Net;
using Mcu.Node.Net.Native;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>An address and port as a value.</summary>
public sealed class RemoteEndpointTests
{
    [TestCase("192.0.2.1:5060")]
    [TestCase("[2001:db8::1]:5060")]
    [TestCase("[fe80::1%3]:5060")]
    [TestCase("0.0.0.0:65535")]
    public void TryParse_Endpoint_WritesTheSame(string text)
    {
        Assert.That(RemoteEndpoint.TryParse(text, out RemoteEndpoint endpoint), Is.True);
        Assert.That(endpoint.ToString(), Is.EqualTo(text));
        Assert.That(endpoint.ToIPEndPoint(), Is.EqualTo(IPEndPoint.Parse(text)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("192.0.2.1")]
    [TestCase("2001:db8::1")]
    [TestCase("[2001:db8::1]")]
    [TestCase("192.0.2.1:65536")]
    [TestCase("host:5060")]
    public void TryParse_NoEndpoint_Fails(string? text)
    {
        Assert.That(RemoteEndpoint.TryParse(text, out _), Is.False);
    }

    [Test]
    public void Equals_MappedAddress_IsTheIPv4One()
    {
        RemoteEndpoint plain = RemoteEndpoint.From(IPAddress.Parse("192.0.2.1"), 9);
        RemoteEndpoint mapped = RemoteEndpoint.From(IPAddress.Parse("::ffff:192.0.2.1"), 9);

        Assert.That(mapped, Is.EqualTo(plain));
        Assert.That(mapped.GetHashCode(), Is.EqualTo(plain.GetHashCode()));
        Assert.That(mapped.IsIPv4, Is.True);
    }

    [Test]
    public void SameAddress_OtherPort_IsTheSame()
    {
        RemoteEndpoint endpoint = RemoteEndpoint.From(IPAddress.Loopback, 9);

        Assert.That(endpoint.WithPort(10), Is.Not.EqualTo(endpoint));
        Assert.That(endpoint.WithPort(10).SameAddress(endpoint), Is.True);
        Assert.That(RemoteEndpoint.From(IPAddress.Any, 9).SameAddress(endpoint), Is.False);
    }

    [TestCase("0.0.0.0:1", true)]
    [TestCase("[::]:1", true)]
    [TestCase("127.0.0.1:1", false)]
    [TestCase("[::1]:1", false)]
    public void IsAnyAddress_Wildcards_Only(string text, bool expected)
    {
        RemoteEndpoint endpoint = Parse(text);

        Assert.That(endpoint.IsAnyAddress, Is.EqualTo(expected));
    }

    [TestCase("192.0.2.1:5060", NativeAddress.IPv4)]
    [TestCase("192.0.2.1:5060", NativeAddress.IPv6)]
    [TestCase("[fe80::1%3]:5060", NativeAddress.IPv6)]
    public void NativeAddress_WrittenAndRead_IsTheSame(string text, int family)
    {
        RemoteEndpoint endpoint = Parse(text);
        byte[] bytes = new byte[NativeAddress.Capacity];

        int length = NativeAddress.Write(bytes, endpoint, family);

        Assert.That(length, Is.EqualTo(family == NativeAddress.IPv4 ? 16 : 28));
        Assert.That(NativeAddress.Read(bytes), Is.EqualTo(endpoint));
    }

    [Test]
    public void NativeAddress_WrittenAndRead_AllocatesNothing()
    {
        RemoteEndpoint endpoint = Parse("192.0.2.1:5060");
        byte[] bytes = new byte[NativeAddress.Capacity];

        Assert.That(Allocations.Of(() => RoundTrip(endpoint, bytes)), Is.Zero);
    }

    private static RemoteEndpoint Parse(string text) => RemoteEndpoint.From(IPEndPoint.Parse(text));

    private static void RoundTrip(RemoteEndpoint endpoint, byte[] bytes)
    {
        NativeAddress.Write(bytes, endpoint, NativeAddress.IPv4);
        Race.Require(NativeAddress.Read(bytes) == endpoint, "the same endpoint");
    }
}

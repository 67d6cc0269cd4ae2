using System.Net;
using Mcu.Core.Rtp;
using Mcu.Node.Net;
using Mcu.Node.Net.Native;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>Addresses as the kernel has them.</summary>
public sealed class NativeAddressTests
{
    [TestCase("192.0.2.1:5060", NativeAddress.IPv4)]
    [TestCase("192.0.2.1:5060", NativeAddress.IPv6)]
    [TestCase("[fe80::1%3]:5060", NativeAddress.IPv6)]
    public void Write_AndRead_IsTheSame(string text, int family)
    {
        TransportAddress endpoint = Parse(text);
        byte[] bytes = new byte[NativeAddress.Capacity];

        int length = NativeAddress.Write(bytes, endpoint, family);

        Assert.That(length, Is.EqualTo(family == NativeAddress.IPv4 ? 16 : 28));
        Assert.That(NativeAddress.Read(bytes), Is.EqualTo(endpoint));
    }

    [Test]
    public void Write_AndRead_AllocatesNothing()
    {
        TransportAddress endpoint = Parse("192.0.2.1:5060");
        byte[] bytes = new byte[NativeAddress.Capacity];

        Assert.That(Allocations.Of(() => RoundTrip(endpoint, bytes)), Is.Zero);
    }

    private static TransportAddress Parse(string text) => TransportAddress.From(IPEndPoint.Parse(text));

    private static void RoundTrip(TransportAddress endpoint, byte[] bytes)
    {
        NativeAddress.Write(bytes, endpoint, NativeAddress.IPv4);
        Race.Require(NativeAddress.Read(bytes) == endpoint, "the same endpoint");
    }
}

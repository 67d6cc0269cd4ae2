using System.Net;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Net;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>Pairs of sockets out of a range.</summary>
public sealed class MediaPortsTests
{
    private static readonly Instant Now = Instant.FromMilliseconds(0);

    [Test]
    public void TryOpen_FreeRange_BindsAnEvenPortAndTheNext()
    {
        MediaPorts ports = Make(IPAddress.Loopback, FreeRange(pairs: 4));

        Assert.That(ports.TryOpen(UdpPortOptions.Audio, Now, out MediaPortPair? pair), Is.EqualTo(MediaPortResult.Opened));
        Assert.That(pair!.Rtp.Local.Port % 2, Is.Zero);
        Assert.That(pair.Rtcp.Local.Port, Is.EqualTo(pair.Rtp.Local.Port + 1));
        Close(pair);
    }

    [Test]
    public void TryOpen_PortInUseByAnother_PassesItOver()
    {
        PortRange range = FreeRange(pairs: 2);
        using UdpPort other = UdpPort.TryBind(TransportAddress.From(IPAddress.Loopback, range.FirstEven + 1), UdpPortOptions.Audio, out _)!;
        MediaPorts ports = Make(IPAddress.Loopback, range);

        Assert.That(ports.TryOpen(UdpPortOptions.Audio, Now, out MediaPortPair? pair), Is.EqualTo(MediaPortResult.Opened));
        Assert.That(pair!.Rtp.Local.Port, Is.EqualTo(range.FirstEven + 2));
        Assert.That(ports.TryOpen(UdpPortOptions.Audio, Now, out _), Is.EqualTo(MediaPortResult.Exhausted));
        Close(pair);
    }

    [Test]
    public void TryOpen_AllTaken_IsExhaustedUntilOneHasRested()
    {
        MediaPorts ports = Make(IPAddress.Loopback, FreeRange(pairs: 1));
        ports.TryOpen(UdpPortOptions.Video, Now, out MediaPortPair? pair);

        Assert.That(ports.TryOpen(UdpPortOptions.Video, Now, out _), Is.EqualTo(MediaPortResult.Exhausted));
        Close(pair!);
        ports.Release(pair!, Now);
        Assert.That(ports.TryOpen(UdpPortOptions.Video, Now, out _), Is.EqualTo(MediaPortResult.Exhausted));
        Assert.That(ports.TryOpen(UdpPortOptions.Video, Now + TimeSpan.FromMinutes(1), out pair), Is.EqualTo(MediaPortResult.Opened));
        Close(pair!);
    }

    [Test]
    public void TryOpen_AddressOfAnotherMachine_SaysSo()
    {
        MediaPorts ports = Make(IPAddress.Parse("192.0.2.1"), FreeRange(pairs: 4));

        Assert.That(ports.TryOpen(UdpPortOptions.Audio, Now, out _), Is.EqualTo(MediaPortResult.AddressNotAvailable));
        Assert.That(ports.Taken, Is.Zero);
    }

    private static MediaPorts Make(IPAddress address, PortRange range) =>
        new(address, new PortAllocator(range, new SeededRandom(1), TimeSpan.FromSeconds(10)));

    private static void Close(MediaPortPair pair)
    {
        pair.Rtp.Dispose();
        pair.Rtcp.Dispose();
    }

    // Ports outside the range that the system gives out by itself, and free at the moment.
    private static PortRange FreeRange(int pairs)
    {
        for (int first = 24_000; ; first += 2 * pairs)
        {
            UdpPort?[] probes = [.. Enumerable.Range(first, 2 * pairs)
                .Select(port => UdpPort.TryBind(TransportAddress.From(IPAddress.Loopback, port), UdpPortOptions.Audio, out _))];
            Array.ForEach(probes, probe => probe?.Dispose());
            if (probes.All(probe => probe is not null))
            {
                return new PortRange((ushort)first, (ushort)(first + (2 * pairs) - 1));
            }
        }
    }
}

using Mcu.Core.Conferences;
using Mcu.Core.Srtp;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Hosting;

/// <summary>What is said for a site goes before what is said for its conference, and that before what is said for the node.</summary>
[NonParallelizable]
public sealed class EncryptionPolicyTests
{
    [TestCase(SrtpPolicy.Required, null, null, false)]
    [TestCase(SrtpPolicy.Required, SrtpPolicy.Optional, null, true)]
    [TestCase(SrtpPolicy.Off, SrtpPolicy.Required, null, false)]
    [TestCase(SrtpPolicy.Off, SrtpPolicy.Required, SrtpPolicy.Off, true)]
    [TestCase(SrtpPolicy.Optional, null, SrtpPolicy.Required, false)]
    public async Task Call_InTheClear_IsTakenAsThePolicyOfItsSiteSays(SrtpPolicy node, SrtpPolicy? conference, SrtpPolicy? site, bool isTaken)
    {
        int media = FreePorts.MediaBlock();
        string folder = Directory.CreateTempSubdirectory("node").FullName;
        var configuration = new McuConfiguration
        {
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)), Srtp = node },
            Conferences =
            [
                new ConferenceConfiguration
                {
                    Name = "khanh-hoa",
                    Title = "Khánh Hòa",
                    Picture = new PictureFormat(640, 360, 10, 500_000),
                    Srtp = conference,
                    Sites = [new SiteConfiguration { Name = "cam-lam", Title = "cam-lam", Srtp = site }],
                },
            ],
        };
        await using (NodeHost host = NodeHost.Start(configuration, new EventHistory(), new RecordingObserver()))
        {
            using var room = new SipRoom("cam-lam");
            room.Call(configuration.Sip.Listen.ToEndPoint(), "khanh-hoa");
            Eventually.That(
                () =>
                {
                    room.Pump();
                    return room.IsUp || room.HasEnded;
                },
                "it is answered");
            Assert.That(room.IsUp, Is.EqualTo(isTaken));
        }

        Directory.Delete(folder, recursive: true);
    }
}

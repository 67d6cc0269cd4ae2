using Mcu.Core.Conferences;
using Mcu.Node.Cascade.Orphans;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Hosting;
using Mcu.Tests.Interop;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>A province that is started again while its district is lost.</summary>
public sealed class OrphanRestartTests
{
    private const string Commune = "khanh-son/son-binh";

    [Test]
    public async Task Start_WithADistrictLostMeanwhile_CallsTheRoomsOfBefore()
    {
        string folder = Directory.CreateTempSubdirectory("restart").FullName;
        using var room = new SipRoom("son-binh");
        var booked = new BookedSite(
            NodeChain.Meeting, "khanh-son", "Khánh Sơn", Commune, "Sơn Bình", $"sip:son-binh@{room.Address}", Srtp: null, MuteBits.Province);
        string file = Path.Combine(folder, "cascade", "sites.json");
        new SiteBook(file, TimeProvider.System).Keep([booked]);
        Eventually.That(() => new SiteBook(file, TimeProvider.System).Read().Count == 1, "it is written down");

        await using (NodeHost node = NodeHost.Start(Configuration(folder), new EventHistory(), new RecordingObserver()))
        {
            Eventually.That(
                () =>
                {
                    room.Pump();
                    return NodeChain.Has(node, Commune, SiteState.Connected);
                },
                "the room is called");
            SiteInfo site = NodeChain.Site(node, Commune);
            Assert.That((site.Name, site.AdoptedFrom, site.Muted), Is.EqualTo(("Sơn Bình", "khanh-son", true)));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static McuConfiguration Configuration(string folder)
    {
        int media = FreePorts.MediaBlock();
        return new McuConfiguration
        {
            Node = new NodeConfiguration { Id = "khanh-hoa" },
            Data = folder,
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 99)) },
            Conferences = [new ConferenceConfiguration { Name = NodeChain.Meeting, Number = NodeChain.Number, Title = "Khánh Hòa" }],
            Cascade = new CascadeConfiguration { AdoptOrphans = true, OrphansAfter = TimeSpan.FromMilliseconds(300) },
        };
    }
}

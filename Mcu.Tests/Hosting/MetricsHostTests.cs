using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mcu.Cascade.Identity;
using Mcu.Core.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Node.Net;
using Mcu.Node.Pki;
using Mcu.Node.Texts;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcu.Tests.Hosting;

/// <summary>Whole nodes in this process, and Prometheus asking one of them over HTTP.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MetricsHostTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrics").FullName;
    private readonly RecordingObserver observer = new();
    private readonly ListenAddress scraped = ListenAddress.Loopback(FreePorts.One());
    private readonly HttpClient collector = new() { Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose()
    {
        collector.Dispose();
        Directory.Delete(folder, recursive: true);
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public async Task Metrics_NodeWithAConference_ShowsItInNamesAndUnitsOfPrometheus()
    {
        McuConfiguration configuration = Configuration("khanh-hoa");
        await using NodeHost node = Start(configuration);
        await using MetricsHost metrics = await ServeAsync(configuration, node);

        Eventually.That(() => ScrapeAsync().Result["mcu_loop_ticks_total{loop=\"audio\"}"] > 0, "the loops run");
        Dictionary<string, double> seen = await ScrapeAsync();

        Assert.That(seen["mcu_conferences"], Is.EqualTo(1));
        Assert.That(seen["mcu_sites{state=\"expected\"}"], Is.EqualTo(1));
        Assert.That(seen["mcu_sites{state=\"signal_lost\"}"], Is.Zero);
        Assert.That(seen["mcu_alarms{kind=\"certificate_expires\"}"], Is.Zero);
        Assert.That(seen["mcu_control_up"], Is.EqualTo(1));
        Assert.That(seen["mcu_media_port_pairs"], Is.EqualTo(100));
        Assert.That(seen, Contains.Key("mcu_loop_lateness_seconds{loop=\"audio\",quantile=\"0.99\"}"));
        Assert.That(seen, Contains.Key("mcu_loop_missed_ticks_total{loop=\"video:khanh-hoa\"}"));
        Assert.That(seen, Contains.Key("mcu_udp_receive_dropped_total"));
        Assert.That(seen, Contains.Key("mcu_udp_sent_bytes_total"));
        Assert.That(seen, Contains.Key("mcu_sip_received_total"));
        Assert.That(seen, Contains.Key("mcu_sip_dropped_total{reason=\"malformed\"}"));
        Assert.That(seen, Contains.Key("mcu_control_queue_length"));
        Assert.That(seen.Keys, Has.Some.StartsWith("dotnet_gc_"));
        Assert.That(seen.Keys, Has.None.StartsWith("mcu_certificate"), "it has no part in a cascade");
    }

    [Test]
    public async Task Metrics_AConferenceEnds_ItsLoopIsNoLongerShown()
    {
        McuConfiguration configuration = Configuration("khanh-hoa");
        await using NodeHost node = Start(configuration);
        await using MetricsHost metrics = await ServeAsync(configuration, node);
        Assert.That((await ScrapeAsync()).Keys, Has.Some.Contains("video:khanh-hoa"));

        Assert.That((await node.Control.EndAsync(new Act("1", "test"), "khanh-hoa", CancellationToken.None)).Error, Is.Null);
        Eventually.That(() => ScrapeAsync().Result is var seen && seen["mcu_conferences"] == 0 && !seen.Keys.Any(key => key.Contains("video:", StringComparison.Ordinal)), "it is gone");
    }

    [Test]
    public async Task Metrics_LinkedNodes_ShowTheLinkAndWhenTheCertificateEnds()
    {
        var pki = new PkiStore(Path.Combine(folder, "pki"), TimeProvider.System);
        pki.Create("thu", years: 1, passphrase: null);
        ListenAddress links = ListenAddress.Loopback(FreePorts.One());
        McuConfiguration above = Cascaded("khanh-hoa", pki, new CascadeConfiguration { Listen = links });
        McuConfiguration below = Cascaded("khanh-son", pki, new CascadeConfiguration { Parents = [new ParentConfiguration("khanh-hoa", links.ToString())] });
        await using NodeHost province = Start(above);
        await using CascadeHost top = await LinkAsync(above, province);
        await using MetricsHost metrics = await ServeAsync(above, province);
        await using (NodeHost district = Start(below))
        {
            await using (CascadeHost bottom = await LinkAsync(below, district))
            {
                Eventually.That(() => IsUp(ScrapeAsync().Result), "the link is up");
                Dictionary<string, double> seen = await ScrapeAsync();
                Assert.That(seen[Link("heard_age_seconds")], Is.InRange(0, 5));
                Assert.That(seen, Contains.Key(Link("loss_ratio")));
                Assert.That(seen, Contains.Key("mcu_link_bits_per_second{direction=\"in\",peer=\"khanh-son\",role=\"child\"}"));
                Assert.That(DateTimeOffset.FromUnixTimeSeconds((long)seen["mcu_certificate_expiry_timestamp_seconds"]), Is.EqualTo(EndOf(pki, "khanh-hoa")));
            }
        }

        Eventually.That(() => ScrapeAsync().Result is var seen && !IsUp(seen) && !seen.ContainsKey(Link("heard_age_seconds")), "the link is down, and nothing is measured of it");
    }

    [Test]
    public async Task Start_PortInUse_SaysWhichKey()
    {
        using var squatter = new TcpListener(scraped.ToEndPoint());
        squatter.Start();
        McuConfiguration configuration = Configuration("khanh-hoa");
        await using NodeHost node = Start(configuration);

        (MetricsHost? host, Message? failure) = await MetricsHost.StartAsync(configuration, node, CancellationToken.None);

        Assert.That(host, Is.Null);
        Assert.That(failure!.In(Language.English), Does.Contain("metrics.listen").And.Contain($"{scraped}"));
    }

    private static string Link(string what) => $"mcu_link_{what}{{peer=\"khanh-son\",role=\"child\"}}";

    private static bool IsUp(Dictionary<string, double> seen) =>
        seen.GetValueOrDefault("mcu_link_state{peer=\"khanh-son\",role=\"child\",state=\"up\"}") == 1;

    private static DateTimeOffset EndOf(PkiStore pki, string node)
    {
        Assert.That(NodeIdentity.TryLoad(pki.FilesOf(node), node, out NodeIdentity? identity, out _));
        return identity!.Lifetime.NotAfter;
    }

    private static async Task<CascadeHost> LinkAsync(McuConfiguration configuration, NodeHost node)
    {
        (CascadeHost? host, Message? failure) = await CascadeHost.StartAsync(configuration, node, NullLogger.Instance, CancellationToken.None);
        Assert.That(failure, Is.Null);
        return host!;
    }

    private static async Task<MetricsHost> ServeAsync(McuConfiguration configuration, NodeHost node)
    {
        (MetricsHost? host, Message? failure) = await MetricsHost.StartAsync(configuration, node, CancellationToken.None);
        Assert.That(failure, Is.Null);
        return host!;
    }

    private static McuConfiguration WithFiles(McuConfiguration configuration, CascadeConfiguration cascade, NodeIdentityFiles files) =>
        configuration with { Cascade = cascade with { Certificate = files.Certificate, Key = files.Key, Authority = files.Authority } };

    private McuConfiguration Cascaded(string node, PkiStore pki, CascadeConfiguration cascade)
    {
        pki.Issue(new NodeCertificateRequest(node, [], TimeSpan.FromDays(90)), passphrase: null);
        return WithFiles(Configuration(node), cascade, pki.FilesOf(node));
    }

    private NodeHost Start(McuConfiguration configuration) => NodeHost.Start(configuration, new EventHistory(), observer);

    private McuConfiguration Configuration(string node)
    {
        int media = FreePorts.MediaBlock();
        return new McuConfiguration
        {
            Node = new NodeConfiguration { Id = node, Name = node },
            Data = Path.Combine(folder, node),
            Sip = new SipConfiguration { Listen = ListenAddress.Loopback(FreePorts.One()) },
            Media = new MediaConfiguration { Ports = new PortRange((ushort)media, (ushort)(media + 199)) },
            Metrics = new MetricsConfiguration { Listen = scraped },
            Conferences =
            [
                new ConferenceConfiguration
                {
                    Name = node, Number = "1000", Title = node, Picture = new PictureFormat(640, 360, 10, 300_000), Sites = [new SiteConfiguration { Name = "cho", Title = "Chờ" }],
                },
            ],
        };
    }

    private async Task<Dictionary<string, double>> ScrapeAsync()
    {
        string text = await collector.GetStringAsync(new Uri($"http://{scraped}/metrics"));
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            int name = line.IndexOf('}', StringComparison.Ordinal) is > 0 and var end ? end + 1 : line.IndexOf(' ', StringComparison.Ordinal);
            seen[line[..name].Replace("{}", "", StringComparison.Ordinal)] = double.Parse(line[name..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
        }

        return seen;
    }
}

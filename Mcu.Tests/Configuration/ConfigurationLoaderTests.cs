using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Net;
using Mcu.Node.Texts;
using Microsoft.Extensions.Logging;

namespace Mcu.Tests.Configuration;

public sealed class ConfigurationLoaderTests
{
    private static McuConfiguration Load(string yaml)
    {
        bool isLoaded = ConfigurationLoader.TryParse(yaml, "mcu.yaml", out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors);
        Assert.That(isLoaded, Is.True, string.Join('\n', errors));
        return configuration!;
    }

    private static IReadOnlyList<ConfigurationError> Refuse(string yaml)
    {
        Assert.That(ConfigurationLoader.TryParse(yaml, "mcu.yaml", out McuConfiguration? configuration, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(configuration, Is.Null);
        return errors;
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("---\n")]
    [TestCase("~")]
    [TestCase("sip:\nmedia:\n  address:\nconferences:\n")]
    public void TryParse_NothingSaid_IsTheDefaults(string yaml) =>
        Assert.That(Load(yaml), Is.EqualTo(McuConfiguration.Default).UsingPropertiesComparer());

    [Test]
    public void Default_ListensOnLoopbackOnly()
    {
        McuConfiguration configuration = McuConfiguration.Default;
        Assert.That(configuration.Sip.Listen.ToEndPoint(), Is.EqualTo(new IPEndPoint(IPAddress.Loopback, 5060)));
        Assert.That(configuration.Grpc.Listen.ToEndPoint(), Is.EqualTo(new IPEndPoint(IPAddress.Loopback, 7443)));
        Assert.That(configuration.Metrics.Listen, Is.Null);
    }

    [Test]
    public void TryParse_EverySection_IsRead()
    {
        McuConfiguration configuration = Load("""
            node: { id: huyen-cam-lam, name: Cam Lâm }
            data: /var/lib/mcu
            language: EN
            sip: { listen: "[::]:5070", domain: hop.khanhhoa.gov.vn, max_calls: 40 }
            grpc: { listen: "[::1]:7444" }
            media: { address: "2001:db8::5", ports: 30000-30999, codecs: [pcma, h264], rtp_timeout: 1.5m }
            audio: { loudest: 5, speaker_hold: 1500ms }
            video: { encoder_preset: veryfast }
            recording: { folder: /srv/ghi }
            metrics: { listen: 0.0.0.0:9464 }
            log: { level: Debug }
            conferences:
              - { name: a1, layout: 1+7, size: 1920x1080, fps: 30, bitrate: 2.5M, locked: true }
              - { name: b, number: 0042, layout: grid:2x3 }
            """);
        Assert.Multiple(() =>
        {
            Assert.That(configuration.Node, Is.EqualTo(new NodeConfiguration { Id = "huyen-cam-lam", Name = "Cam Lâm" }));
            Assert.That(configuration.Language, Is.EqualTo(Language.English));
            Assert.That(configuration.Sip.Listen, Is.EqualTo(new ListenAddress(IPAddress.IPv6Any, 5070)));
            Assert.That((configuration.Sip.Domain, configuration.Sip.MaxCalls), Is.EqualTo(("hop.khanhhoa.gov.vn", 40)));
            Assert.That($"{configuration.Grpc.Listen}", Is.EqualTo("[::1]:7444"));
            Assert.That(configuration.Media.Address, Is.EqualTo(IPAddress.Parse("2001:db8::5")));
            Assert.That(configuration.Media.Ports, Is.EqualTo(new PortRange(30000, 30999)));
            Assert.That(configuration.Media.AudioCodecs, Is.EqualTo(new[] { AudioCodec.Pcma }));
            Assert.That(configuration.Media.VideoCodecs, Is.EqualTo(new[] { VideoCodec.H264 }));
            Assert.That(configuration.Media.RtpTimeout, Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(configuration.Audio, Is.EqualTo(new AudioConfiguration { Loudest = 5, SpeakerHold = TimeSpan.FromMilliseconds(1500) }));
            Assert.That(configuration.Video.EncoderPreset, Is.EqualTo("veryfast"));
            Assert.That(configuration.RecordingFolder, Is.EqualTo("/srv/ghi"));
            Assert.That($"{configuration.Metrics.Listen}", Is.EqualTo("0.0.0.0:9464"));
            Assert.That(configuration.Log.Level, Is.EqualTo(LogLevel.Debug));
            Assert.That(configuration.Conferences[0].Picture, Is.EqualTo(new PictureFormat(1920, 1080, 30, 2_500_000)));
            Assert.That((configuration.Conferences[0].Layout, configuration.Conferences[0].Locked), Is.EqualTo((new LayoutSpec.OnePlusN(7), true)));
            Assert.That((configuration.Conferences[1].Number, configuration.Conferences[1].Title), Is.EqualTo(("0042", "b")));
        });
    }

    [Test]
    public void RecordingFolder_Relative_IsWithinData() =>
        Assert.That(Load("data: /var/lib/mcu\n").RecordingFolder, Is.EqualTo("/var/lib/mcu/recordings"));

    [TestCase("sipp:\n  listen: x", "sipp", 2)]
    [TestCase("sip:\n  lisen: 127.0.0.1:5060", "sip.lisen", 2)]
    [TestCase("sip: 5060", "sip", 1)]
    [TestCase("sip: [a]", "sip", 1)]
    [TestCase("sip:\n  listen: [a]", "sip.listen", 2)]
    [TestCase("sip:\n  listen: 5060", "sip.listen", 2)]
    [TestCase("sip:\n  listen: 127.0.0.1", "sip.listen", 2)]
    [TestCase("sip:\n  listen: 127.0.0.1:0", "sip.listen", 2)]
    [TestCase("sip:\n  listen: 1:5060", "sip.listen", 2)]
    [TestCase("sip:\n  listen: ::1:5060", "sip.listen", 2)]
    [TestCase("sip:\n  listen: host:5060", "sip.listen", 2)]
    [TestCase("sip:\n  max_calls: 0", "sip.max_calls", 2)]
    [TestCase("sip:\n  max_calls: many", "sip.max_calls", 2)]
    [TestCase("sip:\n  domain: a b", "sip.domain", 2)]
    [TestCase("sip:\n  listen: 0.0.0.0:5060", "sip.listen", 2)]
    [TestCase("grpc:\n  listen: 127.0.0.1:5060", "grpc.listen", 2)]
    [TestCase("metrics:\n  listen: 9464", "metrics.listen", 2)]
    [TestCase("metrics:\n  port: 9464", "metrics.port", 2)]
    [TestCase("metrics:\n  listen: 127.0.0.1:5060", "metrics.listen", 2)]
    [TestCase("metrics:\n  listen: 0.0.0.0:7443", "metrics.listen", 2)]
    [TestCase("grpc:\n  listen: 127.0.0.1:9464\nmetrics:\n  listen: 127.0.0.1:9464", "metrics.listen", 4)]
    [TestCase("cascade:\n  listen: 0.0.0.0:7443\n  certificate: a\n  key: b\n  authority: c", "cascade.listen", 2)]
    [TestCase("media:\n  ports: 5000-5999", "media.ports", 2)]
    [TestCase("sip:\n  listen: 127.0.0.1:20010", "sip.listen", 2)]
    [TestCase("media:\n  ports: 20999-20000", "media.ports", 2)]
    [TestCase("media:\n  ports: 20000", "media.ports", 2)]
    [TestCase("media:\n  address: 0.0.0.0", "media.address", 2)]
    [TestCase("media:\n  address: 239.1.1.1", "media.address", 2)]
    [TestCase("media:\n  address: ::1", "media.address", 2)]
    [TestCase("media:\n  address: room.example.vn", "media.address", 2)]
    [TestCase("media:\n  codecs: opus", "media.codecs", 2)]
    [TestCase("media:\n  codecs: [h264]", "media.codecs", 2)]
    [TestCase("media:\n  codecs: [opus, opus]", "media.codecs[1]", 2)]
    [TestCase("media:\n  codecs: [opus, av1]", "media.codecs[1]", 2)]
    [TestCase("media:\n  rtp_timeout: 30", "media.rtp_timeout", 2)]
    [TestCase("media:\n  rtp_timeout: 1s", "media.rtp_timeout", 2)]
    [TestCase("media:\n  font: /no/such/font.ttf", "media.font", 2)]
    [TestCase("audio:\n  loudest: 3.5", "audio.loudest", 2)]
    [TestCase("audio:\n  speaker_hold: 1h", "audio.speaker_hold", 2)]
    [TestCase("video:\n  encoder_preset: turbo", "video.encoder_preset", 2)]
    [TestCase("node:\n  id: Máy", "node.id", 2)]
    [TestCase("node:\n  name: \"a\\nb\"", "node.name", 2)]
    [TestCase("log:\n  level: loud", "log.level", 2)]
    [TestCase("language: fr", "language", 1)]
    [TestCase("conferences: {}", "conferences", 1)]
    [TestCase("conferences:\n  - a", "conferences[0]", 2)]
    [TestCase("conferences:\n  -", "conferences[0].name", 2)]
    [TestCase("conferences:\n  - { title: A }", "conferences[0].name", 2)]
    [TestCase("conferences:\n  - { name: Giao ban }", "conferences[0].name", 2)]
    [TestCase("conferences:\n  - { name: '1001' }", "conferences[0].name", 2)]
    [TestCase("conferences:\n  - { name: a, number: 12a }", "conferences[0].number", 2)]
    [TestCase("conferences:\n  - { name: a, layout: mosaic }", "conferences[0].layout", 2)]
    [TestCase("conferences:\n  - { name: a, layout: 1+6 }", "conferences[0].layout", 2)]
    [TestCase("conferences:\n  - { name: a, layout: 'panes:x' }", "conferences[0].layout", 2)]
    [TestCase("conferences:\n  - { name: a, size: 1280 }", "conferences[0].size", 2)]
    [TestCase("conferences:\n  - { name: a, size: 3840x2160 }", "conferences[0].size", 2)]
    [TestCase("conferences:\n  - { name: a, fps: 50 }", "conferences[0].fps", 2)]
    [TestCase("conferences:\n  - { name: a, bitrate: 9M }", "conferences[0].bitrate", 2)]
    [TestCase("conferences:\n  - { name: a, locked: yes }", "conferences[0].locked", 2)]
    [TestCase("conferences:\n  - name: a\n  - name: a", "conferences[1].name", 3)]
    [TestCase("conferences:\n  - { name: a, number: 1 }\n  - { name: b, number: 1 }", "conferences[1].number", 3)]
    [TestCase("conferences:\n  - name: a\n    sites:\n      - { name: x }\n      - { name: X }", "conferences[0].sites[1].name", 5)]
    [TestCase("conferences:\n  - name: a\n    sites:\n      - { name: x, address: 'tel:1' }", "conferences[0].sites[0].address", 4)]
    [TestCase("conferences:\n  - name: a\n    sites:\n      - { name: x, role: king }", "conferences[0].sites[0].role", 4)]
    [TestCase("conferences:\n  - name: a\n    sites:\n      - { name: x, role: chair }\n      - { name: y, role: chair }", "conferences[0].sites[1].role", 5)]
    public void TryParse_Wrong_NamesKeyAndLine(string yaml, string key, int line)
    {
        IReadOnlyList<ConfigurationError> errors = Refuse(yaml);
        Assert.That(errors.Select(error => (error.Key, error.Line)), Is.EqualTo(new[] { (key, line) }), string.Join('\n', errors));
    }

    [TestCase("sip: {", 2)]
    [TestCase("a: 1\nsip:\n\tlisten: x", 3)]
    [TestCase("sip:\n  max_calls: 1\n  max_calls: 2", 3)]
    [TestCase("a: 1\n---\nb: 2", 3)]
    [TestCase("a: *nobody", 1)]
    public void TryParse_NotYaml_NamesTheLine(string yaml, int line)
    {
        ConfigurationError error = Refuse(yaml).Single();
        Assert.That((error.Key, error.Line), Is.EqualTo(("", line)), $"{error}");
    }

    [Test]
    public void TryParse_NestedWithoutEnd_IsRefused() =>
        Assert.That(Refuse(new string('[', 100_000)).Single().In(Language.English), Does.Contain("nested more than"));

    [Test]
    public void TryParse_ManyErrors_GivesAllInTheOrderOfLines()
    {
        IReadOnlyList<ConfigurationError> errors = Refuse("""
            sip:
              listen: nowhere
              max_calls: -1
              colour: blue
            audio:
              loudest: 99
            conferences:
              - name: a
                fps: 60
            """);
        Assert.That(errors.Select(error => error.Line), Is.EqualTo(new[] { 2, 3, 4, 6, 9 }));
    }

    [Test]
    public void In_BothLanguages_SaysFileLineKeyFoundAndAllowed()
    {
        ConfigurationError error = Refuse("sip:\n  max_calls: 9999\n").Single();
        Assert.Multiple(() =>
        {
            Assert.That(error.In(Language.English), Is.EqualTo(
                "mcu.yaml:2: sip.max_calls: the value “9999” is not allowed. Allowed: a whole number from 1 to 500."));
            Assert.That(error.In(Language.Vietnamese), Is.EqualTo(
                "mcu.yaml:2: sip.max_calls: giá trị «9999» không hợp lệ. Cho phép: số nguyên từ 1 đến 500."));
        });
    }

    [Test]
    public void In_SameAddressTwice_NamesTheOtherKey()
    {
        ConfigurationError error = Refuse("metrics: { listen: 127.0.0.1:7443 }").Single();
        Assert.That(error.In(Language.English), Does.Contain("the same as grpc.listen (127.0.0.1:7443)"));
        Assert.That(error.In(Language.Vietnamese), Does.Contain("trùng với grpc.listen (127.0.0.1:7443)"));
    }

    [Test]
    public void In_UnknownKey_ListsTheKnownOnes() =>
        Assert.That(Refuse("audio:\n  loud: 3\n").Single().In(Language.English), Does.EndWith("there is no such key. Allowed: loudest, speaker_hold."));

    [Test]
    public void TryLoad_NoSuchFile_SaysSo()
    {
        Assert.That(ConfigurationLoader.TryLoad("/no/such/mcu.yaml", out _, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(errors.Single().In(Language.Vietnamese), Does.StartWith("/no/such/mcu.yaml: không đọc được tệp"));
    }

    [Test]
    public void TryLoad_Folder_SaysSo()
    {
        Assert.That(ConfigurationLoader.TryLoad(Path.GetTempPath(), out _, out IReadOnlyList<ConfigurationError> errors), Is.False);
        Assert.That(errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void TryParse_MutatedSample_NeverThrows([Range(1, 4)] int seed)
    {
        Random random = new(seed);
        string sample = SampleFile.WithExample();
        const string Marks = "{}[]:#-\t\n&*!|>'\"%@`,x0\0";
        int refused = 0;
        for (int round = 0; round < 150; round++)
        {
            char[] text = sample.ToCharArray();
            for (int i = 0; i < 4; i++)
            {
                text[random.Next(text.Length)] = Marks[random.Next(Marks.Length)];
            }

            refused += ConfigurationLoader.TryParse(new string(text), "fuzz", out _, out _) ? 0 : 1;
        }

        Assert.That(refused, Is.GreaterThan(20));
    }

    [Test]
    public void Texts_BothLanguages_HaveTheSamePlaceholders()
    {
        Text[] texts = [.. typeof(ConfigurationTexts).GetProperties().Select(property => (Text)property.GetValue(null)!)];
        Assert.That(
            texts.Where(text => !text.Placeholders(Language.English).Order().SequenceEqual(text.Placeholders(Language.Vietnamese).Order())), Is.Empty);
        Assert.That(texts, Has.Length.GreaterThan(30));
    }
}

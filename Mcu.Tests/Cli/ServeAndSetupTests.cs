using Mcu.Node.Cli;
using Mcu.Node.Texts;

namespace Mcu.Tests.Cli;

/// <summary>What the rest of the program plugs in, and how language and server are chosen.</summary>
public sealed class ServeAndSetupTests
{
    [Test]
    public async Task Serve_WithFile_RunsWhatIsPluggedIn()
    {
        var serve = new FakeServe();
        CliRun run = await CliRun.RunAsync(new CliSetup { Serve = serve }, server: null, CancellationToken.None, "serve", "--config", "a.yaml");
        Assert.That((run.Code, serve.File), Is.EqualTo((ExitCode.Configuration, "a.yaml")));
    }

    [Test]
    public async Task Serve_NothingPluggedIn_IsNoVerb()
    {
        CliRun run = await CliRun.RunAsync(new CliSetup(), server: null, CancellationToken.None, "serve");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task Commands_PluggedIn_AreVerbsLikeOurs()
    {
        var setup = new CliSetup
        {
            Commands = [builder => builder.Verb("extra", HelpTexts.Node, _ => throw new InvalidOperationException("a bug"))],
        };
        CliRun run = await CliRun.RunAsync(setup, server: null, CancellationToken.None, "extra");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(run.Error, Does.Contain("a bug").And.Not.Contain("   at "));
    }

    [TestCase("vi_VN.UTF-8", null, Language.Vietnamese)]
    [TestCase("en_US.UTF-8", "vi_VN.UTF-8", Language.English)]
    [TestCase(null, "vi", Language.Vietnamese)]
    [TestCase(null, null, Language.English)]
    public void Language_Environment_LcAllBeforeLang(string? all, string? lang, Language expected)
    {
        string? Variable(string name) => name switch
        {
            "LC_ALL" => all,
            "LANG" => lang,
            _ => null,
        };
        Assert.That(LanguageChoice.Of([], Variable), Is.EqualTo(expected));
        Assert.That(LanguageChoice.Of(["--lang", "vi"], Variable), Is.EqualTo(Language.Vietnamese));
        Assert.That(LanguageChoice.Of(["--lang=en"], Variable), Is.EqualTo(Language.English));
    }

    [TestCase("mcu.tinh.vn", "http://mcu.tinh.vn:7443/")]
    [TestCase("10.0.0.1:80", "http://10.0.0.1:80/")]
    [TestCase("[::1]:9000", "http://[::1]:9000/")]
    [TestCase("http://a:1", "http://a:1/")]
    public void ServerAddress_Text_HasAPort(string text, string expected)
    {
        Assert.That(ServerAddress.TryParse(text, out Uri? address), Is.True);
        Assert.That(address, Is.EqualTo(new Uri(expected)));
    }

    [TestCase("90m", 5400)]
    [TestCase("1h30m", 5400)]
    [TestCase("45s", 45)]
    [TestCase("500ms", 0.5)]
    [TestCase("1m500ms", 60.5)]
    public void Duration_Text_IsRead(string text, double seconds)
    {
        Assert.That(CliValues.TryDuration(text, out TimeSpan value), Is.True);
        Assert.That(value.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("")]
    [TestCase("90")]
    [TestCase("0s")]
    [TestCase("m")]
    [TestCase("-5m")]
    [TestCase("30m1h")]
    public void Duration_Nonsense_IsRefused(string text) => Assert.That(CliValues.TryDuration(text, out _), Is.False);

    private sealed class FakeServe : IServeCommand
    {
        public string? File { get; private set; }

        public Task<int> RunAsync(string? configurationFile, CliOutput output, CancellationToken cancel)
        {
            File = configurationFile;
            return Task.FromResult(ExitCode.Configuration);
        }
    }
}

using System.Text.Json;
using Mcu.Node.Cli;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cli.Pki;

/// <summary><c>mcu pki</c> as a technician types it.</summary>
public sealed class PkiCommandsTests
{
    private TemporaryPki pki;

    [SetUp]
    public void Start() => pki = new TemporaryPki();

    [TearDown]
    public void Stop() => pki.Dispose();

    [Test]
    public async Task Init_ThenIssue_TellsTheLinesForTheConfiguration()
    {
        CliRun init = await RunAsync("init", "--name", "Tỉnh Khánh Hòa");
        CliRun issue = await RunAsync("issue", "khanh-son", "--host", "mcu.khanhson.vn", "--host", "10.1.2.3");
        Assert.That((init.Code, issue.Code), Is.EqualTo((ExitCode.Done, ExitCode.Done)), init.Error + issue.Error);
        Assert.That(init.Out, Does.StartWith("Tỉnh Khánh Hòa CA is made"));
        Assert.That(issue.Out, Does.Contain("(825 days)").And.Contain("node:\n  id: khanh-son\ncascade:\n  certificate: /etc/mcu/pki/khanh-son.crt\n"));
        Assert.That(pki.Store.Find("khanh-son").Entry.Hosts, Is.EqualTo(new[] { "mcu.khanhson.vn", "10.1.2.3" }));
    }

    [TestCase("vi", "đã thay")]
    [TestCase("en", "superseded")]
    public async Task List_AfterARenewal_FitsThePageAndShowsBoth(string language, string word)
    {
        await RunAsync("init");
        await RunAsync("issue", "huyen-dao-truong-sa-khanh-hoa-01");
        await RunAsync("renew", "huyen-dao-truong-sa-khanh-hoa-01");
        await RunAsync("issue", "van-ninh", "--days", "7");
        CliRun list = await RunAsync("list", "--lang", language);
        Assert.That(list.Code, Is.EqualTo(ExitCode.Done), list.Error);
        Assert.That(list.Out, Does.Contain(word).And.Contain("mcu pki renew van-ninh"));
        Assert.That(list.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), list.Out);
    }

    [Test]
    public async Task Json_EveryVerb_IsAnObjectAndNothingElse()
    {
        foreach (string[] words in new string[][] { ["init"], ["issue", "a"], ["renew", "a", "--keep-key"], ["show", "a"], ["list"] })
        {
            CliRun run = await RunAsync([.. words, "--output", "json"]);
            Assert.That(JsonDocument.Parse(run.Out).RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object), string.Join(' ', words));
        }

        JsonElement first = JsonDocument.Parse((await RunAsync("list", "--output", "json")).Out).RootElement.GetProperty("certificates")[0];
        Assert.That(first.GetProperty("state").GetString(), Is.EqualTo("valid"));
        Assert.That(first.GetProperty("uri").GetString(), Is.EqualTo("urn:mcu:node:a"));
    }

    [Test]
    public async Task Show_OnlyOneFileWasCopied_SaysWhatToDo()
    {
        await RunAsync("init");
        await RunAsync("issue", "a");
        await RunAsync("issue", "b");
        File.Copy(pki.Store.FilesOf("b").Key, pki.Store.FilesOf("a").Key, overwrite: true);
        CliRun show = await RunAsync("show", "a");
        Assert.That(show.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(show.Error, Does.Contain("a.key is another certificate's"));
    }

    [Test]
    public async Task Issue_PassphraseFile_OpensTheKey()
    {
        string secret = Path.Combine(Path.GetDirectoryName(pki.Folder)!, "secret");
        await File.WriteAllTextAsync(secret, "một mật khẩu\r\ndòng khác\n");
        await RunAsync("init", "--passphrase-file", secret);
        Assert.That((await RunAsync("issue", "a")).Error, Does.Contain("--passphrase-file"));
        Assert.That((await RunAsync("issue", "a", "--passphrase-file", secret)).Code, Is.EqualTo(ExitCode.Done));
        await File.WriteAllTextAsync(secret, "\n");
        Assert.That((await RunAsync("issue", "b", "--passphrase-file", secret)).Error, Does.Contain("is empty"));
    }

    [TestCase(ExitCode.Refused, "init")]
    [TestCase(ExitCode.Refused, "issue a")]
    [TestCase(ExitCode.Refused, "issue ca")]
    [TestCase(ExitCode.Refused, "issue b --passphrase-file nowhere/secret")]
    [TestCase(ExitCode.NotFound, "renew b")]
    [TestCase(ExitCode.NotFound, "show b")]
    [TestCase(ExitCode.Usage, "issue Khánh-Sơn")]
    [TestCase(ExitCode.Usage, "issue ../a")]
    [TestCase(ExitCode.Usage, "issue b --host a,b")]
    [TestCase(ExitCode.Usage, "issue b --host 0.0.0.0")]
    [TestCase(ExitCode.Usage, "issue b --days 0")]
    [TestCase(ExitCode.Usage, "issue")]
    public async Task Verb_CannotBeDone_SaysWhyInBothLanguagesAndChangesNothing(int code, string words)
    {
        await RunAsync("init");
        await RunAsync("issue", "a");
        Dictionary<string, string> before = pki.Contents();
        string[] all = words.Split(' ');
        CliRun english = await RunAsync([.. all, "--lang", "en"]);
        CliRun vietnamese = await RunAsync([.. all, "--lang", "vi"]);
        CliRun json = await RunAsync([.. all, "--output", "json"]);
        Assert.That((english.Code, vietnamese.Code), Is.EqualTo((code, code)), english.Error);
        Assert.That(english.Error, Does.StartWith("Error: "));
        Assert.That(vietnamese.Error, Does.StartWith("Lỗi: "));
        Assert.That(JsonDocument.Parse(json.Error).RootElement.GetProperty("error").TryGetProperty("message", out _), Is.True);
        Assert.That(pki.Contents(), Is.EqualTo(before));
    }

    private Task<CliRun> RunAsync(params string[] words) =>
        CliRun.RunAsync(new CliSetup(), server: null, CancellationToken.None, ["pki", .. words, "--dir", pki.Folder]);
}

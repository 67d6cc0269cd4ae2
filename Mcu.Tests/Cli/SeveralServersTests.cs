using Mcu.Node.Cli;
using Mcu.Tests.Api;

namespace Mcu.Tests.Cli;

/// <summary><c>--server A,B</c>: the first that serves.</summary>
public sealed class SeveralServersTests
{
    private const string Nobody = "127.0.0.1:1";

    private readonly FakeActLog acts = new() { IsActive = false };
    private ApiServer standby;
    private ApiServer active;

    [SetUp]
    public async Task StartAsync()
    {
        acts.Leader = "kh-1";
        standby = await ApiServer.StartAsync(acts: acts);
        active = await ApiServer.StartAsync();
        active.Control.Add(Samples.ProvinceMeeting());
    }

    [TearDown]
    public async Task StopAsync()
    {
        await standby.DisposeAsync();
        await active.DisposeAsync();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Act_FirstIsStandbyOrNotThere_IsDoneOnceAtTheNext(bool isThere)
    {
        string first = isThere ? standby.Address.Authority : Nobody;
        CliRun run = await RunAsync($"conference create Test --server {first},{active.Address.Authority} --lang en");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Error, Is.Empty);
        Assert.That((standby.Control.Done.Count, active.Control.Done.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Act_FirstDoesNotEvenRefuse_IsDoneAtTheNext()
    {
        using var off = new SilentListener();
        CliRun run = await RunAsync($"conference list --server {off.Address},{active.Address.Authority}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }

    [Test]
    public async Task Watch_FirstIsStandby_ShowsTheNext()
    {
        CliRun run = await RunAsync($"watch 2026 --once --server {standby.Address.Authority},{active.Address.Authority}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Out, Does.Contain("Khánh Hòa"));
    }

    [Test]
    public async Task Act_FirstRefusesItself_IsNotAskedElsewhere()
    {
        CliRun run = await RunAsync($"conference show 4711 --server {active.Address.Authority},{Nobody}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.NotFound), run.Error);
    }

    [Test]
    public async Task Act_NobodyServes_TellsWhatTheLastSaid()
    {
        CliRun refused = await RunAsync($"conference list --lang en --server {Nobody},{standby.Address.Authority}");
        Assert.That(refused.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(refused.Error, Does.Contain("standby of the group khanh-hoa").And.Contain("kh-1"));
        CliRun silent = await RunAsync($"conference list --lang en --server {standby.Address.Authority},{Nobody}");
        Assert.That(silent.Code, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(silent.Error, Does.Contain(Nobody));
    }

    [Test]
    public async Task Act_NobodyLeadsYet_SaysSo()
    {
        acts.Leader = null;
        CliRun refused = await RunAsync($"conference list --lang en --server {standby.Address.Authority}");
        Assert.That(refused.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(refused.Error, Does.Contain("no MCU leads at this moment").And.Contain("khanh-hoa"));
    }

    [Test]
    public async Task Act_SecondIsNoAddress_IsAUsageError()
    {
        CliRun run = await RunAsync($"conference list --server {Nobody},a:b:c");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Usage));
    }

    private static Task<CliRun> RunAsync(string words) =>
        CliRun.RunAsync(new CliSetup(), server: null, CancellationToken.None, words);
}

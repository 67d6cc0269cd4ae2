using Mcu.Node.Cli;
using Mcu.Tests.Api;

namespace Mcu.Tests.Cli;

/// <summary>A connection that breaks between an act and its answer.</summary>
public sealed class RetryTests
{
    [Test]
    public async Task Act_ConnectionBreaksBeforeTheAnswer_IsDoneOnceAndTold()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using var proxy = new BreakingProxy(server.Address, () => server.Control.Done.Count > 0);
        CliRun run = await CliRun.RunAsync(proxy.Address, "conference create Test");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Out, Does.Contain("Conference Test is open"));
            Assert.That(proxy.Connections, Is.EqualTo(2));
            Assert.That(server.Control.Done, Has.Count.EqualTo(1));
        });
    }
}

using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Failover.Processes;

/// <summary>One group for all tests of this namespace: to start four nodes takes longer than most of them.</summary>
[SetUpFixture]
public sealed class GroupSetUp
{
    private static GroupProcesses? running;

    internal static GroupProcesses Running => running ?? throw new InvalidOperationException("no group runs");

    [OneTimeSetUp]
    public void Begin()
    {
        Tools.Require("baresip", "ffmpeg", "gcc");
        NetworkNamespace.Require();
        running = new GroupProcesses();
        running.Start();
    }

    [OneTimeTearDown]
    public void End() => running?.Dispose();
}

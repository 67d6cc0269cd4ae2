using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Failover.Districts;

/// <summary>One province with a district's pair for all tests of this namespace.</summary>
[SetUpFixture]
public sealed class DistrictSetUp
{
    private static DistrictPair? running;

    internal static DistrictPair Running => running ?? throw new InvalidOperationException("no district runs");

    [OneTimeSetUp]
    public void Begin()
    {
        Tools.Require("baresip", "ffmpeg");
        NetworkNamespace.Require();
        running = new DistrictPair();
        running.Start();
    }

    [OneTimeTearDown]
    public void End() => running?.Dispose();
}

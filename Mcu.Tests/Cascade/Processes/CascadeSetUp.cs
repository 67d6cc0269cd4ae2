using Mcu.Tests.Interop;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>One cascade for all tests of this namespace: to start three nodes takes longer than most of them.</summary>
[SetUpFixture]
public sealed class CascadeSetUp
{
    private static CascadeProcesses? running;

    internal static CascadeProcesses Running => running ?? throw new InvalidOperationException("no cascade runs");

    [OneTimeSetUp]
    public void Begin()
    {
        Tools.Require("baresip", "ffmpeg");
        NetworkNamespace.Require();
        running = new CascadeProcesses();
        running.Start();
    }

    [OneTimeTearDown]
    public void End() => running?.Dispose();
}

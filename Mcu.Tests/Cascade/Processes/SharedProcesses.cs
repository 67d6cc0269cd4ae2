using Mcu.Tests.Interop;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>Nodes in processes that all tests of a namespace share: to start them takes longer than most tests. Its set-up derives from this.</summary>
/// <param name="make">Makes them.</param>
/// <param name="start">Starts them.</param>
/// <param name="tools">What else the tests need on the machine.</param>
internal abstract class SharedProcesses<TNodes>(Func<TNodes> make, Action<TNodes> start, params string[] tools)
    where TNodes : class, IDisposable
{
    private static TNodes? running;

    public static TNodes Running => running ?? throw new InvalidOperationException("no nodes run");

    [OneTimeSetUp]
    public void Begin()
    {
        Tools.Require(tools);
        NetworkNamespace.Require();
        running = make();
        start(running);
    }

    [OneTimeTearDown]
    public void End() => running?.Dispose();
}

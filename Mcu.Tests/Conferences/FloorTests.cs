using Mcu.Core.Conferences;

namespace Mcu.Tests.Conferences;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FloorTests
{
    private readonly Floor floor = new();

    [Test]
    public void Request_Twice_WaitsOnce()
    {
        Assert.That(floor.Request("a"));
        Assert.That(floor.Request("a"), Is.False);
        Assert.That(floor.Queue, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Request_ByHolder_IsNotQueued()
    {
        floor.Give("a");
        Assert.That(floor.Request("a"), Is.False);
        Assert.That(floor.Queue, Is.Empty);
    }

    [Test]
    public void Give_FromTheMiddleOfTheQueue_KeepsTheOthersInOrder()
    {
        foreach (string site in new[] { "a", "b", "c" })
        {
            floor.Request(site);
        }

        floor.Give("b");
        Assert.That(floor.Holder, Is.EqualTo("b"));
        Assert.That(floor.Queue, Is.EqualTo(new[] { "a", "c" }));
    }

    [Test]
    public void Take_Free_SaysNobody() => Assert.That(floor.Take(), Is.Null);

    [Test]
    public void Leave_Waiting_LeavesTheQueueOnly()
    {
        floor.Give("a");
        floor.Request("b");
        Assert.That(floor.Leave("b"), Is.False);
        Assert.That(floor.Queue, Is.Empty);
        Assert.That(floor.Holder, Is.EqualTo("a"));
    }
}

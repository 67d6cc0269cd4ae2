using Mcu.Cascade.Meetings;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Meetings;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DirectiveTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(0);
    private readonly PendingDirectives pending = new(TimeSpan.FromSeconds(2));
    private readonly List<string> ended = [];

    [Test]
    public void Complete_ResultOfTheNode_EndsItOnce()
    {
        Send("1");
        pending.Complete(new DirectiveResult { OpId = "1", Node = "khanh-son" });
        pending.Complete(new DirectiveResult { OpId = "1", Node = "khanh-son" });
        Assert.That(ended, Is.EqualTo(new[] { "1 khanh-son " }));
    }

    [Test]
    public void Tick_NoResultInTime_EndsItWithAReason()
    {
        Send("1");
        pending.Tick(Start + TimeSpan.FromSeconds(1.9));
        Assert.That(ended, Is.Empty);
        pending.Tick(Start + TimeSpan.FromSeconds(2));
        Assert.That(ended, Is.EqualTo(new[] { "1  DIRECTIVE_TIMED_OUT" }));
    }

    [Test]
    public void Abandon_LinkIsGone_EndsAll()
    {
        Send("1");
        Send("2");
        pending.Abandon();
        Assert.That((ended.Count, pending.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Memory_DirectiveComesAgain_KnowsItsResult()
    {
        var memory = new DirectiveMemory(capacity: 2);
        foreach (string op in new[] { "1", "2", "2", "3" })
        {
            memory.Keep(new DirectiveResult { OpId = op });
        }

        Assert.That((memory.Find("1"), memory.Find("2")?.OpId, memory.Find("3")?.OpId), Is.EqualTo(((DirectiveResult?)null, "2", "3")));
    }

    [TestCase("khanh-son/son-binh", "khanh-son", "son-binh")]
    [TestCase("khanh-son/a/b", "khanh-son", "a/b")]
    [TestCase("khanh-son", "khanh-son", null)]
    [TestCase("khanh-son/", "khanh-son", null)]
    [TestCase("khanh-son-2/a", "khanh-son", null)]
    public void Within_Path_IsWhatTheNodeCallsIt(string path, string node, string? within) => Assert.That(SitePath.Within(node, path), Is.EqualTo(within));

    [TestCase("khanh-son/son-binh", "khanh-son")]
    [TestCase("chair", null)]
    public void FirstNode_Path_IsTheNodeBelow(string path, string? node) => Assert.That(SitePath.FirstNode(path), Is.EqualTo(node));

    private void Send(string opId) => pending.Add(opId, result => ended.Add($"{result.OpId} {result.Node} {result.Refused}"), Start);
}

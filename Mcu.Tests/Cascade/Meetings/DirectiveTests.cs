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
        Send("a 1");
        pending.Complete("a 1", new DirectiveResult { Node = "khanh-son" });
        pending.Complete("a 1", new DirectiveResult { Node = "khanh-son" });
        Assert.That(ended, Is.EqualTo(new[] { "a 1: khanh-son " }));
    }

    [Test]
    public void Tick_NoResultInTime_EndsItWithAReason()
    {
        Send("a 1");
        pending.Tick(Start + TimeSpan.FromSeconds(1.9));
        Assert.That(ended, Is.Empty);
        pending.Tick(Start + TimeSpan.FromSeconds(2));
        Assert.That(ended, Is.EqualTo(new[] { "a 1:  DIRECTIVE_TIMED_OUT" }));
    }

    [Test]
    public void Abandon_LinkIsGone_EndsItsOwn()
    {
        Send("a 1");
        Send("a 2");
        Send("b 1");
        pending.Abandon("a ");
        Assert.That(ended, Is.EqualTo(new[] { "a 1:  LINK_LOST", "a 2:  LINK_LOST" }));
        Assert.That(pending.Count, Is.EqualTo(1));
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

    private void Send(string key) => pending.Add(key, result => ended.Add($"{key}: {result.Node} {result.Refused}"), Start);
}

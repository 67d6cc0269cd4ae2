namespace Mcu.Tests.Interop;

/// <summary>SIPp asks for what the node does not give: each gets its status, and nobody comes in.</summary>
public sealed class SippRefusalTests : SippFixture
{
    [TestCase("options")]
    [TestCase("no-common-codec")]
    [TestCase("stray-bye")]
    [TestCase("foreign-methods")]
    public void Request_WithoutACall_IsAnsweredAsWritten(string scenario)
    {
        using Sipp caller = Call(scenario);
        caller.Succeeds();
        Assert.That(Node.Happenings, Is.Empty);
    }

    [Test]
    public void Invite_ToNobody_Is404()
    {
        using Sipp caller = Sipp.Caller("unknown-conference", Node.Sip, Media, conference: "ha-noi");
        caller.Succeeds();
        Assert.That(Node.Happenings, Is.Empty);
    }

    [Test]
    public void Invite_ToNobodyRepeated_GetsTheSameAnswer()
    {
        using Sipp caller = Sipp.Caller("repeated-to-nobody", Node.Sip, Media, conference: "ha-noi", "-nr");
        caller.Succeeds();
        Assert.That(caller.Received("To:").Where(to => to.Contains("tag=", StringComparison.Ordinal)).Distinct().Count(), Is.EqualTo(1), caller.Log);
    }

    [Test]
    public async Task Invite_ToALockedConference_Is403()
    {
        await Node.Control.SetLockedAsync(Node.NewAct(), "1000", locked: true, CancellationToken.None);
        using Sipp caller = Call("locked-conference");
        caller.Succeeds();
        await Node.Control.SetLockedAsync(Node.NewAct(), "1000", locked: false, CancellationToken.None);
        Assert.That(Node.Happenings, Is.EqualTo(new[] { "ConferenceChanged locked", "ConferenceChanged unlocked" }));
    }
}

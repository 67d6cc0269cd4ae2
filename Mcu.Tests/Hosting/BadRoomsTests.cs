using Mcu.Core.Composing;

namespace Mcu.Tests.Hosting;

/// <summary>A room that misbehaves in its media, beside two that do not: those notice nothing.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadRoomsTests
{
    private const int TwoSeconds = 50;

    [Test]
    public async Task Room_ThatFloodsFiftyfold_IsHeldBackAlone()
    {
        await using var meeting = new Meeting();
        using var flooding = new SipRoom("flooding");
        meeting.Join(flooding);
        flooding.Haste = 50;

        meeting.Run(TwoSeconds, flooding);

        meeting.AssertUndisturbed();
        Assert.That(meeting.Node.Engine.Receive.PoolExhausted, Is.Zero);
        Assert.That(meeting.Node.Engine.PacketsInUse, Is.LessThan(meeting.UsualPackets));
        flooding.Hangup();
        meeting.AssertOnlyTwo(flooding);
    }
}

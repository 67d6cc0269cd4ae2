using Mcu.Node.Control;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Control;

public sealed class ActTurnsTests
{
    private readonly FakeTimeProvider time = new();
    private ActTurns turns;

    [SetUp]
    public void Begin() => turns = new ActTurns(time);

    [Test]
    public async Task BeginAsync_AnotherHasItsTurn_WaitsUntilThatHasEnded()
    {
        ActTurn first = await turns.BeginAsync(CancellationToken.None);
        Task<ActTurn> second = turns.BeginAsync(CancellationToken.None);
        Assert.That((second.IsCompleted, turns.IsTaken), Is.EqualTo((false, true)));

        first.Dispose();
        (await second).Dispose();
        Assert.That(turns.IsTaken, Is.False);
    }

    [Test]
    public async Task BeginAsync_AnotherTakesLong_IsNotWaitedFor()
    {
        ActTurn first = await turns.BeginAsync(CancellationToken.None);
        Task<ActTurn> second = turns.BeginAsync(CancellationToken.None);
        time.Advance(ActTurns.Longest);
        using ActTurn begun = await second;
        first.Dispose(); // too late: the turn is another's now
        Assert.That(turns.IsTaken);
    }
}

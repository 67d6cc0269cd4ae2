using Mcu.Node.Control;

namespace Mcu.Tests.Control;

/// <summary>Retries get the first answer.</summary>
public sealed class ActResultsTests
{
    private static readonly Act First = new("op-1", "lan");

    [Test]
    public async Task TryGet_Retry_GivesTheFirstResult()
    {
        var results = new ActResults();
        results.Add(First, "drop", Task.FromResult(ControlResult<int>.Done(7)));
        Assert.That(results.TryGet(First, "drop", out Task<ControlResult<int>>? result), Is.True);
        Assert.That((await result!).Value, Is.EqualTo(7));
    }

    [Test]
    public void TryGet_ActStillGoesOn_GivesItsTask()
    {
        var results = new ActResults();
        var ringing = new TaskCompletionSource<ControlResult<int>>();
        results.Add(First, "call", ringing.Task);
        results.TryGet(First, "call", out Task<ControlResult<int>>? result);
        Assert.That(result!.IsCompleted, Is.False);
    }

    [Test]
    public async Task TryGet_OtherMethod_IsRefused()
    {
        var results = new ActResults();
        results.Add(First, "drop", Task.FromResult(ControlResult<int>.Done(7)));
        results.TryGet(First, "mute", out Task<ControlResult<int>>? result);
        Assert.That((await result!).Error!.Reason, Is.EqualTo(ControlReason.OpIdReused));
    }

    [Test]
    public void Add_MoreThanTheCapacity_ForgetsTheOldest()
    {
        var results = new ActResults(capacity: 2);
        foreach (string id in new[] { "a", "b", "c" })
        {
            results.Add(new Act(id, "lan"), "drop", Task.FromResult(ControlResult<int>.Done(0)));
        }

        Assert.That(results.Count, Is.EqualTo(2));
        Assert.That(results.TryGet(new Act("a", "lan"), "drop", out Task<ControlResult<int>>? _), Is.False);
    }
}

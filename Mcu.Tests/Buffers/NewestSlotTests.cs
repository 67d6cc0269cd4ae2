using Mcu.Core.Buffers;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Buffers;

/// <summary>The newest value wins, and nobody waits.</summary>
public sealed class NewestSlotTests
{
    [Test]
    public void TryTake_NothingPublished_Fails()
    {
        Assert.That(MakeSlot().TryTake(), Is.False);
    }

    [Test]
    public void TryTake_SeveralPublished_GivesTheNewestOnce()
    {
        NewestSlot<Value> slot = MakeSlot();
        for (int i = 1; i <= 5; i++)
        {
            Publish(slot, i);
        }

        Assert.That(slot.TryTake(), Is.True);
        Assert.That(slot.Front.First, Is.EqualTo(5));
        Assert.That(slot.TryTake(), Is.False);
        Assert.That(slot.Front.First, Is.EqualTo(5));
    }

    [Test]
    public void Back_WhileTheReaderHoldsFront_IsAnotherPlace()
    {
        NewestSlot<Value> slot = MakeSlot();
        for (int i = 0; i < 10; i++)
        {
            Assert.That(slot.Back, Is.Not.SameAs(slot.Front));
            Publish(slot, i);
            slot.TryTake();
        }
    }

    [Test]
    public void PublishAndTake_TwoThreads_ValuesAreWholeAndOnlyRise()
    {
        const int Last = 200_000;
        NewestSlot<Value> slot = MakeSlot();

        Race.Run(
            () => PublishAll(slot, Last),
            () => TakeUntil(slot, Last));

        Assert.That(slot.Front.First, Is.EqualTo(Last));
    }

    private static void TakeUntil(NewestSlot<Value> slot, int last)
    {
        for (int newest = 0; newest < last; newest = slot.Front.First)
        {
            Race.Until(slot.TryTake);
            Race.Require(slot.Front.First == slot.Front.Second, "the value is torn");
            Race.Require(slot.Front.First > newest, "an older value came after a newer one");
        }
    }

    private static void PublishAll(NewestSlot<Value> slot, int last)
    {
        for (int i = 1; i <= last; i++)
        {
            Publish(slot, i);
        }
    }

    private static void Publish(NewestSlot<Value> slot, int number)
    {
        slot.Back.First = number;
        slot.Back.Second = number;
        slot.Publish();
    }

    private static NewestSlot<Value> MakeSlot() => new(new Value(), new Value(), new Value());

    private sealed class Value
    {
        public int First { get; set; }

        public int Second { get; set; }
    }
}

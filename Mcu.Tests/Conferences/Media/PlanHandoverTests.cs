using Mcu.Core.Conferences.Media;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PlanHandoverTests
{
    private readonly PlanHandover<string> plans = new("none");

    [Test]
    public void TryTake_NothingPublished_IsFalse() => Assert.That(plans.TryTake(out _), Is.False);

    [Test]
    public void TryTake_SeveralPublished_GivesTheNewest()
    {
        plans.Publish("first");
        plans.Publish("second");
        Assert.That(plans.TryTake(out string plan));
        Assert.That(plan, Is.EqualTo("second"));
        Assert.That(IsIn("first"), Is.False, "it was replaced before anybody took it");
    }

    [Test]
    public void IsIn_WhileAPlanIsTakenUp_HoldsItAndTheOneBefore()
    {
        Adopt("first");
        plans.Publish("second");
        plans.TryTake(out string second);
        plans.Publish("third");
        Assert.That(IsIn("first") && IsIn("second") && IsIn("third"));
        plans.Adopt(second);
        Assert.That(IsIn("first"), Is.False);
        Assert.That(IsIn("second") && IsIn("third"));
        Assert.That(plans.Adopted, Is.EqualTo("second"));
    }

    [Test]
    public void IsIn_OnceTheNextPlanIsFollowed_LetsGoOfTheOneBefore()
    {
        Adopt("first");
        Adopt("second");
        Assert.That(IsIn("first"), Is.False);
    }

    // What the control loop frees as soon as it may must never be in the loop's hands.
    [Test]
    public void IsIn_OfALegThatCameAndWent_IsTrueWhileTheLoopUsesIt()
    {
        const int Rounds = 20_000;
        var handover = new PlanHandover<Leg>(new Leg());
        bool isOver = false;
        Race.Run(
            () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    var leg = new Leg();
                    handover.Publish(leg);
                    handover.Publish(new Leg());
                    Race.Until(() => !handover.IsIn(plan => ReferenceEquals(plan, leg)));
                    leg.IsFreed = true;
                }

                Volatile.Write(ref isOver, true);
            },
            () =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    if (handover.TryTake(out Leg leg))
                    {
                        Race.Require(!leg.IsFreed, "freed before it was taken up");
                        handover.Adopt(leg);
                        Race.Require(!leg.IsFreed, "freed while it was followed");
                    }
                }
            });
        Assert.That(isOver);
    }

    private void Adopt(string plan)
    {
        plans.Publish(plan);
        plans.TryTake(out string taken);
        plans.Adopt(taken);
    }

    private bool IsIn(string plan) => plans.IsIn(candidate => candidate == plan);

    private sealed class Leg
    {
        private volatile bool isFreed;

        public bool IsFreed
        {
            get => isFreed;
            set => isFreed = value;
        }
    }
}

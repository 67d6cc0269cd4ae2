using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>Configurations in which nodes would be above themselves.</summary>
public sealed class CascadeLoopTests : CascadeTests
{
    [Test]
    public void Parents_CrossWired_AreRefused()
    {
        using var here = new Place(11);
        using var there = new Place(12);
        using WideAreaLine line = here.ConnectTo(there);
        using CascadeNode one = Cascade.Node("ninh-hoa", here, CascadeNode.Parent("van-ninh", there.Address));
        using CascadeNode other = Cascade.Node("van-ninh", there, CascadeNode.Parent("ninh-hoa", here.Address));
        one.Start();
        other.Start();

        Within.Seconds(8, () => IsRefused(one) || IsRefused(other), "one refuses the other", () => $"{one.Log}\n{other.Log}");
        Within.Seconds(8, () => IsBelow(one, other) != IsBelow(other, one), "one of the two links stays", () => $"{string.Join('\n', one.Links)}\n{string.Join('\n', other.Links)}\n{string.Join('\n', one.LinkEvents())}");
    }

    private static bool IsBelow(CascadeNode node, CascadeNode other) => node.Links.Any(link => link is { Up: true, State: LinkState.Up } && link.Node == other.Id);

    private static bool IsRefused(CascadeNode node) => node.LinkEvents().Any(happened => happened.Kind == EventKind.LinkRefused && happened.Details["cause"] == "loop");
}

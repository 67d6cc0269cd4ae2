using Mcu.Cascade.Consensus;
using Mcu.Node.Alarms;
using Mcu.Node.Failover;

namespace Mcu.Tests.Failover;

[TestFixture]
internal sealed class GroupSignsTests
{
    private static readonly string[] Others = ["khanh-hoa-2", "nha-trang"];

    [Test]
    public void Of_AllAnswer_NothingIsWrong() => Assert.That(Signs(Leader(Peer("khanh-hoa-2"), Peer("nha-trang"))), Is.Empty);

    [Test]
    public void Of_StandbyDoesNotAnswer_IsLost() =>
        Assert.That(Signs(Leader(Peer("khanh-hoa-2", isReachable: false), Peer("nha-trang"))), Is.EqualTo(new[] { (AlarmKind.GroupMemberLost, "khanh-hoa-2") }));

    [Test]
    public void Of_StandbyIsDrained_IsOut() =>
        Assert.That(Signs(Leader(Peer("nha-trang"))), Is.EqualTo(new[] { (AlarmKind.GroupMemberOut, "khanh-hoa-2") }));

    [Test]
    public void Of_Follower_KnowsNothingOfOthers() =>
        Assert.That(Signs(Leader(Peer("khanh-hoa-2", isReachable: false)) with { Role = ConsensusRole.Follower }), Is.Empty);

    [Test]
    public void Of_DiskIsFull_TellsTheGroupAndTheCause()
    {
        AlarmSign sign = GroupSigns.Of("khanh-hoa", Others, ConsensusView.Empty with { Fault = "No space left on device" }).Single();
        Assert.That((sign.Kind, sign.Subject), Is.EqualTo((AlarmKind.GroupFault, "khanh-hoa")));
        Assert.That(sign.Details, Is.EqualTo(new[] { ("cause", "No space left on device") }));
    }

    private static IEnumerable<(AlarmKind, string)> Signs(ConsensusView view) => GroupSigns.Of("khanh-hoa", Others, view).Select(sign => (sign.Kind, sign.Subject));

    private static ConsensusView Leader(params ConsensusMember[] others) =>
        new() { Role = ConsensusRole.Leader, Leader = "khanh-hoa", Members = [Peer("khanh-hoa"), .. others] };

    private static ConsensusMember Peer(string id, bool isReachable = true) => new(id, IsWitness: id == "nha-trang", isReachable, 7);
}

using Mcu.Core.Conferences;
using Mcu.Node.Control;
using Mcu.Tests.Hosting;
using static Mcu.Tests.Cascade.Meetings.NodeChain;
using static Mcu.Tests.Cascade.Meetings.ThreeTiers;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Three mutes at three levels: each has one owner, all others have copies, and the site is silent while any is set.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class MuteTests : IAsyncDisposable
{
    private const MuteBits All = MuteBits.Self | MuteBits.District | MuteBits.Province;
    private static readonly string[] Names = [AtRoot, BelowDistrict, AtCommune];
    private readonly ThreeTiers tiers = new();

    private NodeChain Chain => tiers.Chain;

    [TearDown]
    public void NoLoopFaulted() => Assert.That(Chain.Faults, Is.Empty);

    public ValueTask DisposeAsync() => tiers.DisposeAsync();

    [Test]
    public async Task Mute_ByEveryTier_IsThreeMutesEverywhereAndEachEndsAlone()
    {
        MuteBits expected = MuteBits.None;
        foreach ((int tier, bool on) in new[] { (0, true), (1, true), (2, true), (1, false), (0, false), (2, false) })
        {
            await Mute(tier, on);
            expected ^= MuteOwners.OfTier((uint)tier);
            EveryoneSees(expected);
        }
    }

    [Test]
    public async Task Mute_ByTheDistrict_SilencesASiteOfTheNodeBelowIt()
    {
        foreach (SipRoom room in tiers.Rooms)
        {
            room.Voice.IsOn = room == tiers.First;
        }

        Assert.That(HeardAtTheProvince(), Is.InRange(-3, 3), "it is heard");
        await Mute(tier: 1, on: true);
        EveryoneSees(MuteBits.District);
        Assert.That(HeardAtTheProvince(), Is.LessThan(-45), "it is not heard");
    }

    [Test]
    public async Task Unmute_ByAnotherTierThanItsOwner_LeavesTheMute()
    {
        await Mute(tier: 1, on: true);
        EveryoneSees(MuteBits.District);
        await Mute(tier: 0, on: false);
        await Mute(tier: 2, on: false);
        Chain.Run(frames: 50);
        EveryoneSees(MuteBits.District);
    }

    [Test]
    public async Task Floor_GivenByTheRoot_EndsEachMuteAtItsOwner()
    {
        foreach (int tier in new[] { 0, 1, 2 })
        {
            await Mute(tier, on: true);
        }

        EveryoneSees(All);
        await tiers.Province.Control.GiveFloorAsync(Chain.NewAct(), Number, AtRoot, CancellationToken.None);
        EveryoneSees(MuteBits.None);
    }

    [Test]
    public async Task Link_OfTheCommuneLost_EachOwnersMutesCountWhenItIsBack()
    {
        await Mute(tier: 0, on: true);
        EveryoneSees(MuteBits.Province);
        Chain.Links[1].Cut();
        Chain.Until(() => !Chain.At(2).Links.HasParent, "the commune is alone");
        await Mute(tier: 1, on: true);
        await Mute(tier: 2, on: false);
        Assert.That(Chain.MutesAt(2, AtCommune), Is.EqualTo(MuteBits.None), "alone it may speak, whoever had muted it");
        await Mute(tier: 2, on: true);
        Assert.That(Chain.MutesAt(2, AtCommune), Is.EqualTo(MuteBits.Self), "alone it still is a commune's node");
        Chain.Links[1].Connect();
        EveryoneSees(All);
    }

    [Test]
    public async Task Link_OfTheDistrictLost_ItLiftsTheProvincesMuteUntilThatIsBack()
    {
        await Mute(tier: 0, on: true);
        EveryoneSees(MuteBits.Province);
        Chain.Links[0].Cut();
        Chain.Until(() => !Chain.At(1).Links.HasParent, "the district is alone with its commune");
        await Mute(tier: 1, on: false);
        Chain.Until(() => Chain.MutesAt(1, BelowDistrict) == MuteBits.None && Chain.MutesAt(2, AtCommune) == MuteBits.None, "the commune is heard there");
        Assert.That(Chain.MutesAt(0, AtRoot), Is.EqualTo(MuteBits.Province));
        Chain.Links[0].Connect();
        EveryoneSees(MuteBits.Province);
    }

    [Test]
    public async Task Mute_ForgottenByTheSitesOwnNode_IsFollowedAgain()
    {
        await Mute(tier: 0, on: true);
        await Mute(tier: 1, on: true);
        EveryoneSees(MuteBits.Province | MuteBits.District);
        MuteBits forgotten = await tiers.Commune.ControlLoop.Invoke(
            () =>
            {
                Chain.At(2).State.Apply(new ConferenceCommand.Mute(AtCommune, MuteBits.Province, On: false));
                Chain.At(2).State.Apply(new ConferenceCommand.Mute(AtCommune, MuteBits.District, On: false));
                return Chain.At(2).State.Find(AtCommune)!.Mutes;
            },
            TimeSpan.FromSeconds(5));
        Assert.That(forgotten, Is.EqualTo(MuteBits.None), "as after a restart, when the room has called again");
        EveryoneSees(MuteBits.Province | MuteBits.District);
    }

    private static string NameAt(int tier) => Names[tier];

    // The commune's room, dB above what it sends.
    private float HeardAtTheProvince()
    {
        Chain.Run(frames: 50); // what was said before has died away
        tiers.Hall.Reception.Ear = new RoomEar([tiers.First.Hertz]);
        Chain.Until(() => tiers.Hall.Reception.Ear.Windows >= 16, "the province has listened");
        return tiers.Hall.Reception.Ear.Levels[0] - RoomVoice.LevelDbfs;
    }

    private async Task Mute(int tier, bool on)
    {
        ControlResult<IReadOnlyList<SiteInfo>> result =
            await Chain[tier].Control.SetMutedAsync(Chain.NewAct(), Number, SiteSelection.One(NameAt(tier)), on, CancellationToken.None);
        Assert.That(result.Error, Is.Null);
    }

    private void EveryoneSees(MuteBits mutes) => Chain.Until(
        () => Enumerable.Range(0, Names.Length).All(tier => Chain.MutesAt(tier, NameAt(tier)) == mutes), $"every tier has {mutes}");
}

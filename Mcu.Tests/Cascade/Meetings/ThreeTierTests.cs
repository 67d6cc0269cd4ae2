using Mcu.Node.Control;
using Mcu.Tests.Hosting;
using Mcu.V1;
using static Mcu.Tests.Cascade.Meetings.NodeChain;
using static Mcu.Tests.Cascade.Meetings.ThreeTiers;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>What a third level has of the first: sound once and without echo, one roster, pictures, floor, acts.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ThreeTierTests : IAsyncDisposable
{
    private const string Unit = "khanh-son/son-binh";
    private const int Windows = 24;
    private const int OfTheCodecs = 30; // dB below one voice: what codecs make of three tones is found at the fourth; one alone is exact
    private readonly ThreeTiers tiers = new();

    private NodeChain Chain => tiers.Chain;

    [TearDown]
    public void NoLoopFaulted() => Assert.That(Chain.Faults, Is.Empty);

    public ValueTask DisposeAsync() => tiers.DisposeAsync();

    [Test]
    public void Sound_AllSpeak_EverySiteHearsEveryOtherOnceAndNotItself()
    {
        Chain.Run(frames: 50); // jitter buffers settle
        float sent = RoomVoice.LevelDbfs;
        float[][] heard = Listen();
        for (int listener = 0; listener < tiers.Rooms.Count; listener++)
        {
            for (int speaker = 0; speaker < tiers.Rooms.Count; speaker++)
            {
                float level = heard[listener][speaker] - sent;
                string who = $"{tiers.Rooms[listener].Name} hears {tiers.Rooms[speaker].Name} at {level:0.0} dB";
                Assert.That(level, speaker == listener ? Is.LessThan(-OfTheCodecs) : Is.InRange(-3, 3), who);
            }
        }
    }

    [Test]
    public void Sound_OneSpeaks_NothingOfItComesBackFromAnyDepth([Range(0, 3)] int speaker)
    {
        foreach (SipRoom room in tiers.Rooms)
        {
            room.Voice.IsOn = room == tiers.Rooms[speaker];
        }

        Chain.Run(frames: 60); // the others' voices have died away
        float[][] heard = Listen();
        float own = heard[speaker][speaker] - RoomVoice.LevelDbfs;
        Assert.That(own, Is.LessThan(-45), $"{tiers.Rooms[speaker].Name} hears itself at {own:0.0} dB");
    }

    [Test]
    public void Roster_OfTheRoot_NamesEverySiteOnceByItsPath() => Assert.That(
        Chain.At(0).State.Sites.Select(site => site.Site),
        Is.EquivalentTo(new[] { "hoi-truong", "khanh-son/phong-8", AtRoot, "khanh-son/son-binh/xom-moi" }));

    [Test]
    public async Task Focus_OnASiteTwoLevelsDown_BringsItsPicture()
    {
        await tiers.Province.Control.FocusAsync(Chain.NewAct(), Number, AtRoot, CancellationToken.None);
        Chain.Until(
            () => Chain.At(0).Links.Sources.TryGetValue(AtRoot, out var source) && source.Size.Width == 640 && source.PicturesDecoded > 20,
            "the commune's site comes in the size of the whole picture");
        Chain.Until(() => Chain.At(2).Links.Program is { PicturesDecoded: > 20 }, "the program reaches the commune");
    }

    [Test]
    public async Task Floor_OfTheRoot_IsAskedForAndGivenTwoLevelsDown()
    {
        tiers.Commune.ControlLoop.TryPost(() => Chain.At(2).Apply(new Mcu.Core.Conferences.ConferenceCommand.RequestFloor(AtCommune), Mcu.Node.Loops.MonotonicClock.Now));
        Chain.Until(() => Chain.At(0).State.Floor.Queue.Contains(AtRoot), "the request reaches the root");
        await tiers.Province.Control.GiveFloorAsync(Chain.NewAct(), Number, site: null, CancellationToken.None);
        Chain.Until(() => Chain.At(2).State.Floor.Holder == AtCommune && Chain.At(1).State.Floor.Holder == BelowDistrict, "the floor reaches the commune");
        await tiers.Province.Control.TakeFloorAsync(Chain.NewAct(), Number, CancellationToken.None);
        Chain.Until(() => Chain.At(2).State.Floor is { Holder: null, Queue.Count: 0 }, "and goes again");
    }

    [Test]
    public async Task Drop_ByTheRoot_IsAcknowledgedByTheNodeThatDidIt()
    {
        ControlResult<SiteInfo> dropped = await tiers.Province.Control.DropAsync(Chain.NewAct(), Number, AtRoot, CancellationToken.None);
        Assert.That(dropped.Error, Is.Null);
        Assert.That(Results(), Is.EqualTo(new[] { "son-binh " }));
        Chain.Until(() => tiers.First.HasEnded && Has(tiers.Province, AtRoot, SiteState.Disconnected), "the room is hung up");

        ControlResult<SiteInfo> again = await tiers.Province.Control.DropAsync(Chain.NewAct(), Number, AtRoot, CancellationToken.None);
        Assert.That(again.Error?.Reason, Is.EqualTo(ControlReason.SiteNotConnected));
        Assert.That(Results()[1], Is.EqualTo("son-binh SITE_NOT_CONNECTED"));
    }

    [Test]
    public async Task Gain_ByTheRoot_IsSetOnceByTheNodeThatHasTheRoom()
    {
        Act act = Chain.NewAct();
        await tiers.Province.Control.SetGainAsync(act, Number, AtRoot, -6, CancellationToken.None);
        ControlResult<SiteInfo> again = await tiers.Province.Control.SetGainAsync(act, Number, AtRoot, -6, CancellationToken.None);
        Assert.That(again.Error, Is.Null);
        Assert.That(Chain.At(2).State.Find(AtCommune)!.GainDecibels, Is.EqualTo(-6));
        Assert.That(Results(), Is.EqualTo(new[] { "son-binh " }));
        Chain.Until(() => Site(tiers.Province, AtRoot).GainDb == -6, "the root sees it");
    }

    [Test]
    public async Task Directive_TheLinkBelowIsLost_IsRefusedByTheNodeAboveIt()
    {
        Chain.Links[1].Cut();
        Chain.Until(() => Has(tiers.Province, AtRoot, SiteState.SignalLost), "the root knows that the commune is lost");
        ControlResult<SiteInfo> dropped = await tiers.Province.Control.DropAsync(Chain.NewAct(), Number, AtRoot, CancellationToken.None);
        Assert.That(dropped.Error?.Reason, Is.EqualTo(ControlReason.NodeUnreachable));
        Assert.That(Results(), Is.EqualTo(new[] { "khanh-son NODE_UNREACHABLE" }));
    }

    [Test]
    public async Task UnitAct_TwoLevelsDown_IsAnsweredByTheNodeThatDidItOrRefused()
    {
        ControlResult<ConferenceInfo> shown = await AtCommuneAsync(new UnitAct.ShowMessage("Nghỉ"));
        Assert.That((shown.Value.CarriedOutBy, Chain.At(2).Banner, Chain.At(1).Banner), Is.EqualTo(($"son-binh ({Unit})", "Nghỉ", (string?)null)));
        ControlResult<ConferenceInfo> refused = await AtCommuneAsync(new UnitAct.Focus("khong-co"));
        Assert.That((refused.Error?.Reason, refused.Error?.Data["site"]), Is.EqualTo((ControlReason.SiteNotFound, "khong-co")));
        Assert.That(Results(), Is.EqualTo(new[] { "son-binh ", "son-binh SITE_NOT_FOUND" }));
    }

    [Test]
    public async Task UnitAct_TheLinkBelowIsLost_IsRefusedByTheNodeAboveIt()
    {
        Chain.Links[1].Cut();
        Chain.Until(() => Has(tiers.Province, AtRoot, SiteState.SignalLost), "the root knows that the commune is lost");
        ControlResult<ConferenceInfo> refused = await AtCommuneAsync(new UnitAct.ShowMessage("?"));
        Assert.That(refused.Error?.Reason, Is.EqualTo(ControlReason.UnitUnreachable));
        Assert.That(Results(), Is.EqualTo(new[] { "khanh-son UNIT_UNREACHABLE" }));
    }

    private async Task<ControlResult<ConferenceInfo>> AtCommuneAsync(UnitAct what)
    {
        Chain.Until(() => Chain.At(0).Links.Units.ContainsKey(Unit), "the root has heard of the commune's node");
        return await tiers.Province.Control.ActAtAsync(Chain.NewAct(), Number, Unit, what, CancellationToken.None);
    }

    private float[][] Listen()
    {
        double[] tones = [.. tiers.Rooms.Select(room => room.Hertz)];
        foreach (SipRoom room in tiers.Rooms)
        {
            room.Reception.Ear = new RoomEar(tones);
        }

        Chain.Until(() => tiers.Rooms.All(room => room.Reception.Ear!.Windows >= Windows), "every room has listened");
        return [.. tiers.Rooms.Select(room => room.Reception.Ear!.Levels.ToArray())];
    }

    // What the root was told of its directives: by whom, and why not.
    private string[] Results() =>
        [.. Chain.Links[0].Up.Where(said => said.BodyCase == LinkEnvelope.BodyOneofCase.DirectiveResult).Select(said => $"{said.DirectiveResult.Node} {said.DirectiveResult.Refused}")];
}

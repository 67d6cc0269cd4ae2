using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Control;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Hosting;

/// <summary>A room that fell silent and calls anew, before its first call has timed out.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReturningRoomTests
{
    private const string Name = "hon-mun";

    [Test]
    public async Task Call_OfARoomWhoseSignalIsLost_TakesItsSiteOver()
    {
        await using var meeting = new Meeting();
        using var crashed = new SipRoom(Name);
        meeting.Join(crashed);
        meeting.Apply(new ConferenceCommand.Mute(Name, MuteBits.Province, On: true));
        meeting.Apply(new ConferenceCommand.SetGain(Name, 3));
        meeting.Apply(new ConferenceCommand.GiveFloor(Name));
        crashed.Voice.IsOn = crashed.Camera.IsOn = false;
        meeting.Until(() => meeting.Site(Name).State == SiteState.SignalLost, "it is missed", crashed);
        string[] before = meeting.Roster();

        using var back = new SipRoom(Name);
        meeting.Join(back, crashed);
        meeting.Until(() => crashed.HasEnded && back.Reception.GotKeyFrame && meeting.Panes()[Name] == PaneStatus.Live, "it is seen again", back, crashed);

        SiteInfo site = meeting.Site(Name);
        Assert.That(meeting.Roster(), Is.EqualTo(before));
        Assert.That((site.State, site.Muted, site.GainDb, site.OnFloor), Is.EqualTo((SiteState.Connected, true, 3d, true)));
        Assert.That(meeting.EventsOf(back).Where(kind => kind != ControlEventKind.SiteChanged), Is.EqualTo(new[]
        {
            ControlEventKind.SiteConnected, ControlEventKind.FloorGiven, ControlEventKind.SiteSignalLost, ControlEventKind.SiteConnected,
        }));
        back.Hangup();
        meeting.AssertOnlyTwo(back);
    }

    [Test]
    public async Task Call_UnderTheNameOfARoomThatIsHeard_IsAnotherSite()
    {
        await using var meeting = new Meeting();
        using var first = new SipRoom(Name);
        using var second = new SipRoom(Name);
        meeting.Join(first);
        meeting.Join(second, first);

        meeting.Until(() => meeting.Panes().ContainsKey($"{Name}-2"), "it is there", first, second);

        Assert.That(first.HasEnded, Is.False);
    }
}

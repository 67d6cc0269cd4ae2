using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Recording;
using Mcu.Node.Conferences;
using static Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Tests.Conferences;

/// <summary>What operators' programs read of an event.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EventDetailsTests
{
    private readonly Conference conference = new(new ConferenceSettings(
        "khanh-hoa", "1000", "Tỉnh Khánh Hòa", new LayoutSpec.Auto(), new PictureFormat()));

    [SetUp]
    public void Join()
    {
        conference.Apply(new Join("nha-trang", "TP Nha Trang"));
        conference.Apply(new Join("cam-ranh", "Cam Ranh"));
    }

    [Test]
    public void Of_LayoutChanged_HasBothLayoutsWithNamesOfSites() => Assert.That(
        Details(new SetLayout(new LayoutSpec.Panes(["cam-ranh", "nha-trang"]))),
        Is.EqualTo(new[] { "change=layout", "from=auto", "to=panes:Cam Ranh,TP Nha Trang" }));

    [Test]
    public void Of_GainChanged_HasPlainNumbers()
    {
        conference.Apply(new SetGain("nha-trang", -6));
        Assert.That(Details(new SetGain("nha-trang", 1.5)), Is.EqualTo(new[] { "change=gain", "from=-6", "to=1.5" }));
    }

    [Test]
    public void Of_FocusMovedAndCleared_NamesTheSites()
    {
        Assert.That(Details(new Focus("cam-ranh")), Is.EqualTo(new[] { "change=focus", "to=Cam Ranh" }));
        Assert.That(Details(new Focus(null)), Is.EqualTo(new[] { "change=focus", "from=Cam Ranh" }));
    }

    [Test]
    public void Of_EndMoved_HasTimesOfRfc3339()
    {
        var end = new DateTimeOffset(2026, 3, 2, 16, 30, 0, TimeSpan.FromHours(7));
        Assert.That(Details(new SetEnd(end)), Is.EqualTo(new[] { "change=end", "to=2026-03-02T09:30:00Z" }));
    }

    [Test]
    public void Of_MutedBySite_SaysByWhom() =>
        Assert.That(Details(new Mute("nha-trang", MuteBits.Self, On: true)), Is.EqualTo(new[] { "change=muted", "by=self" }));

    [Test]
    public void Of_SiteLeft_HasTheWordOfTheReason() =>
        Assert.That(Details(new Leave("nha-trang", "hung_up")), Is.EqualTo(new[] { "from=connected", "reason=hung_up" }));

    [Test]
    public void Of_CallRefused_HasTheSipStatus()
    {
        conference.Apply(new Call("van-ninh", "Vạn Ninh", "sip:vn@192.0.2.7"));
        Assert.That(
            Details(new Leave("van-ninh", "486 Busy Here")), Is.EqualTo(new[] { "from=calling", "sip_status=486", "sip_phrase=Busy Here" }));
    }

    [Test]
    public void Of_ConferenceEnded_HasTheReason() => Assert.That(Details(new End("time_over")), Is.EqualTo(new[] { "reason=time_over" }));

    [Test]
    public void OfRecording_DiskFull_HasPathErrorAndCause() => Assert.That(
        Flat(EventDetails.OfRecording("recordings/hop.mkv", RecordingError.DiskFull, "No space left on device")),
        Is.EqualTo(new[] { "path=recordings/hop.mkv", "error=disk_full", "cause=No space left on device" }));

    private string[] Details(ConferenceCommand command) => Flat(EventDetails.Of(conference, conference.Apply(command).Events[0]));

    private static string[] Flat(IReadOnlyDictionary<string, string> details) => [.. details.Select(item => $"{item.Key}={item.Value}")];
}

using Mcu.Cascade.Links;
using Mcu.Core.Conferences;
using Mcu.V1;
using Conference = Mcu.Core.Conferences.Conference;
using Body = Mcu.V1.LinkEnvelope.BodyOneofCase;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Tests.Cascade.Transcripts;

/// <summary>Nodes of the protocol's version before this one, from transcripts, with a node of today.</summary>
public sealed class OldNodesTests
{
    [Test]
    public async Task Play_OldChildAtAProvince_HasItsPartInTheMeeting()
    {
        await using var player = new TranscriptPlayer("khanh-hoa", LinkRole.Parent, "khanh-son", parent: null);
        player.Play(TranscriptLine.Read("version-1-child.txt"));
        Conference meeting = player.Host.Conference("khanh-hoa").State;
        player.Until(() => meeting.Find("khanh-son/son-binh")?.State == SiteState.Left, "the site is gone");
        Assert.That(meeting.Find("khanh-son/to-hap")!.Mutes, Is.EqualTo(MuteBits.District));
        player.Until(() => player.Link.Media!.Transport == LinkTransport.Udp, "without a tunnel media go by UDP");
        AssertUp(player);
    }

    [Test]
    public async Task Play_OldParentOverADistrict_HasTheDistrictsSites()
    {
        await using var player = new TranscriptPlayer("khanh-son", LinkRole.Child, "khanh-hoa", parent: "khanh-hoa");
        player.Play(TranscriptLine.Read("version-1-parent.txt"));
        player.Until(() => player.Link.Media!.Transport == LinkTransport.Udp, "without a tunnel media go by UDP");
        Assert.That(player.Kinds, Does.Not.Contain(Body.Levels), "a parent that does not know levels is not told any");
        AssertUp(player);
    }

    [Test]
    public async Task Play_OldCommuneAtADistrict_ObeysItsMute()
    {
        await using var player = new TranscriptPlayer("khanh-son", LinkRole.Parent, "son-binh", parent: "khanh-hoa");
        player.Play(TranscriptLine.Read("version-1-commune.txt"));
        Conference meeting = player.Host.Conference("khanh-hoa").State;
        Assert.That(meeting.Find("son-binh/thon-1")!.Mutes, Is.EqualTo(MuteBits.None));
        Assert.That(meeting.Find("son-binh/thon-2")!.Mutes, Is.EqualTo(MuteBits.Self), "its own operators are of the site's unit");
        AssertUp(player);
    }

    private static void AssertUp(TranscriptPlayer player)
    {
        Assert.That((player.Link.Session.State, player.Link.Session.End), Is.EqualTo((LinkState.Up, (LinkEnd?)null)));
        Assert.That(player.Faults, Is.Empty);
    }
}

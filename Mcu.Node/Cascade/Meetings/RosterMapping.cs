using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Api;
using Mcu.Node.Conferences;
using Mcu.Node.Control;
using SiteState = Mcu.Core.Conferences.SiteState;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Sites between a conference's roster and what links carry.</summary>
internal static class RosterMapping
{
    /// <summary>A site as the node above is told of it.</summary>
    public static V1.RosterSite Report(LiveConference conference, Participant site) => new()
    {
        Path = site.Site,
        HasPicture = site.SendsPicture,
        HasSlides = site.OffersSlides,
        SlidesBegun = site.SlidesBegun,
        Site = InfoMapping.Site(conference, site).ToProto(),
        DistrictMuted = site.Mutes.HasFlag(MuteBits.District),
        ProvinceMuted = site.Mutes.HasFlag(MuteBits.Province),
    };

    /// <summary>A node below as the node above is told of it.</summary>
    public static V1.RosterUnit Report(MeetingUnit unit) => new() { Path = unit.Path, Title = unit.Title, Mosaic = unit.GivesMosaic };

    /// <summary>The roster's entry for a site that a node below reports.</summary>
    public static Participant Entry(IMeetingLink link, V1.RosterSite reported, MuteBits operators)
    {
        V1.Site site = reported.Site;
        return new Participant(SitePath.Below(link.Node, reported.Path), site.Name, SiteRole.Member)
        {
            Via = link.Node,
            Address = site.Uri.Length == 0 ? null : site.Uri,
            State = StateOf(site.State),
            Mutes = (site.SelfMuted ? MuteBits.Self : MuteBits.None) | OperatorsOf(link, reported, operators),
            GainDecibels = site.GainDb,
            SendsPicture = reported.HasPicture,
            OffersSlides = reported.HasSlides,
            SlidesBegun = reported.SlidesBegun,
            SignalLost = site.State == V1.SiteState.SignalLost,
            LeftBecause = site.Reason,
        };
    }

    /// <summary>What operators see of a site that a node below reports.</summary>
    public static SiteInfo Info(string node, V1.RosterSite reported) => reported.Site.ToInfo() with { Id = SitePath.Below(node, reported.Path) };

    // A node that does not know its tier calls its operators' mute the district's, however far down it is.
    private static MuteBits OperatorsOf(IMeetingLink link, V1.RosterSite reported, MuteBits operators)
    {
        bool isMisnamed = operators != MuteBits.Province && !link.Can(LinkCapability.Mutes);
        return !reported.DistrictMuted ? MuteBits.None : isMisnamed ? MuteBits.Self : MuteBits.District;
    }

    private static SiteState StateOf(V1.SiteState state) => state switch
    {
        V1.SiteState.Calling => SiteState.Calling,
        V1.SiteState.Ringing => SiteState.Ringing,
        V1.SiteState.Connected or V1.SiteState.SignalLost => SiteState.Connected,
        V1.SiteState.OnHold => SiteState.Held,
        V1.SiteState.Disconnected => SiteState.Left,
        _ => SiteState.Expected,
    };
}

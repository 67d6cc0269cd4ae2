using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Sdp;

namespace Mcu.Node.Conferences;

/// <summary>Who is sent which of a conference's pictures.</summary>
internal sealed class ViewLegs
{
    /// <summary>Who sees what all see.</summary>
    public List<VideoPlanLeg> Common { get; } = [];

    /// <summary>Who sees others than all do.</summary>
    public List<VideoPlanLeg> Own { get; } = [];

    /// <summary>Who has no second screen, and sees slides in the first.</summary>
    public List<VideoPlanLeg> WithSlides { get; } = [];

    /// <summary>Who sees slides alone, beside the rest.</summary>
    public List<VideoPlanLeg> Slides { get; } = [];

    /// <summary>Sorts the calls and the nodes below, and notes how each call's pictures are encoded.</summary>
    /// <param name="conference">The conference.</param>
    /// <param name="views">Its views.</param>
    /// <param name="slides">The key of the slides that are shown; null: none are.</param>
    public static ViewLegs Of(LiveConference conference, ConferenceViews views, string? slides)
    {
        var legs = new ViewLegs();
        foreach (LiveCall call in conference.Calls.Where(call => conference.State.Find(call.Site) is { IsPresent: true }))
        {
            legs.Add(conference, call, views, slides);
        }

        foreach ((string node, VideoPlanLeg leg) in conference.Links.ProgramsDown)
        {
            bool showsItself = views.OwnFor is { } shown && SitePath.FirstNode(shown) == node && conference.Links.Program is null;
            bool needsSlides = slides is not null && conference.Links.WithoutContent.Contains(node);
            (needsSlides ? legs.WithSlides : showsItself && views.Own is not null ? legs.Own : legs.Common).Add(leg);
        }

        legs.Slides.AddRange(slides is null ? [] : conference.Links.ContentsDown.Values);
        return legs;
    }

    private void Add(LiveConference conference, LiveCall call, ConferenceViews views, string? slides)
    {
        PictureFormat picture = conference.State.Settings.Picture;
        bool isViewer = slides is not null && call.Site != conference.State.Presenter;
        bool hasScreen = call is { Slides: not null, Session.Slides: { } second } && second.Direction.Sends();
        if (isViewer && hasScreen)
        {
            call.SlidesClass = EncoderClasses.For(ContentFormat.In(picture), call.Slides!.Stream);
            Slides.Add(new VideoPlanLeg(call.Slides.Stream.Send, call.SlidesClass));
        }

        if (call is { Leg.Video: { } video, Session.Video: { } session } && session.Direction.Sends())
        {
            call.ViewClass = EncoderClasses.For(picture, video);
            List<VideoPlanLeg> to = isViewer && !hasScreen ? WithSlides : call.Site == views.OwnFor ? Own : Common;
            to.Add(new VideoPlanLeg(video.Send, call.ViewClass));
        }
    }
}

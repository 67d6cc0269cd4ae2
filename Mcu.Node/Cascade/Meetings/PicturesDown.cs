using Mcu.Cascade.Links;
using Mcu.Cascade.Meetings;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>What a node below is shown of a conference, at the rate that its link bears: the program, and the slides. Belongs to the control loop.</summary>
internal sealed class PicturesDown(LiveConference conference, IMeetingLink link)
{
    private readonly ChannelSlot<ILinkPictureOut> content = new(conference, link, () => conference.Links.ContentsDown.Remove(link.Node));
    private ILinkPictureOut? program;

    /// <summary>How slides are sent.</summary>
    public PictureFormat Slides { get; } = ContentFormat.In(conference.State.Settings.Picture);

    /// <summary>Begins with the program. Replan after it.</summary>
    public void Begin()
    {
        PictureFormat picture = conference.State.Settings.Picture;
        program = link.OpenPicture(conference.Media, ChannelKind.Program, conference.Id, 0, picture.BitsPerSecond);
        if (program is not null)
        {
            conference.Links.ProgramsDown[link.Node] = new VideoPlanLeg(program.Path, EncoderClasses.OfConference(picture));
        }
    }

    /// <summary>Follows the link's rate, and who presents. Several times a second.</summary>
    /// <param name="isIn">Whether the child has rooms that are in: else it gets no slides.</param>
    /// <param name="now">The present.</param>
    public void Tick(bool isIn, Instant now)
    {
        Follow(program, conference.Links.ProgramsDown, conference.State.Settings.Picture, now);
        Follow(content.Channel, conference.Links.ContentsDown, Slides, now);
        FollowContent(isIn, now);
    }

    /// <summary>Whether a channel carries the program.</summary>
    public bool IsProgram(ILinkChannel channel) => ReferenceEquals(channel, program);

    /// <summary>The child closed a channel; false when it does not carry slides.</summary>
    public bool TryEndSlides(ILinkChannel channel, Instant now) => content.TryEnd(channel, now);

    /// <summary>Ends with the slides, before the sound ends.</summary>
    public void EndSlides(Instant now) => content.End(now);

    /// <summary>Ends with the program, after it is out of the plans.</summary>
    public void EndProgram()
    {
        if (program is not null)
        {
            link.Close(program);
            program = null;
        }
    }

    private void Follow(ILinkPictureOut? channel, Dictionary<string, VideoPlanLeg> down, PictureFormat format, Instant now)
    {
        if (channel is null || !down.TryGetValue(link.Node, out VideoPlanLeg? leg))
        {
            return;
        }

        EncoderClass borne = EncoderClasses.Within(EncoderClasses.OfConference(format), channel.TargetBitsPerSecond);
        if (leg.Class != borne)
        {
            down[link.Node] = leg with { Class = borne };
            conference.Replan(now);
        }
    }

    // Slides go to all but where they came from.
    private void FollowContent(bool isIn, Instant now)
    {
        bool isWanted = isIn && link.Can(LinkCapability.Content)
            && ContentPlans.KeyOf(conference) is { } key && SitePath.Within(link.Node, key) is null;
        if (!isWanted)
        {
            content.End(now);
        }
        else if (content.Channel is null && link.OpenPicture(conference.Media, ChannelKind.Content, conference.Id, 0, Slides.BitsPerSecond) is { } opened)
        {
            content.Put(opened, now);
            conference.Links.ContentsDown[link.Node] = new VideoPlanLeg(opened.Path, EncoderClasses.OfConference(Slides));
            conference.Replan(now);
        }
    }
}

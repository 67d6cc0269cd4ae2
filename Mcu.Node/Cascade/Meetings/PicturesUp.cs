using Mcu.Cascade.Meetings;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>Pictures of a conference that the node above looks at, at the rate that its link bears. Belongs to the control loop.</summary>
internal sealed class PicturesUp(LiveConference conference, IMeetingLink link, string meeting)
{
    private readonly Dictionary<uint, (ILinkPictureOut Channel, EncoderClass Asked)> pictures = [];

    /// <summary>The node above wants to see one of our sites, or many as one picture, or wants it in another format.</summary>
    public void Answer(Subscribe subscribe, Instant now)
    {
        string refused = PicturesAsked.WhyNot(conference, SubscriptionKey.Of(subscribe));
        if (refused.Length == 0 && !TryServe(subscribe, now))
        {
            refused = "BUSY";
        }

        link.TrySend(new LinkEnvelope
        {
            SubscriptionState = new SubscriptionState { Subscription = subscribe.Subscription, Site = refused.Length == 0 ? subscribe.Site : "", Refused = refused },
        });
    }

    /// <summary>The node above no longer looks.</summary>
    public void End(uint subscription, Instant now)
    {
        if (pictures.Remove(subscription, out (ILinkPictureOut Channel, EncoderClass Asked) picture))
        {
            conference.Links.PicturesUp.Remove(subscription);
            conference.Replan(now);
            link.Close(picture.Channel);
        }
    }

    /// <summary>The node above closed a channel; false when it carries none of these pictures.</summary>
    public bool TryEnd(ILinkChannel channel, Instant now)
    {
        uint subscription = pictures.FirstOrDefault(entry => ReferenceEquals(entry.Value.Channel, channel)).Key;
        End(subscription, now);
        return subscription != 0;
    }

    /// <summary>The link is gone, or the meeting is over.</summary>
    public void EndAll(Instant now)
    {
        foreach (uint subscription in pictures.Keys.ToArray())
        {
            End(subscription, now);
        }
    }

    /// <summary>Sends pictures at the rate that the link bears now.</summary>
    public void FollowRates(Instant now)
    {
        bool changed = false;
        foreach ((uint subscription, (ILinkPictureOut channel, EncoderClass asked)) in pictures)
        {
            LinkedPicture picture = conference.Links.PicturesUp[subscription];
            EncoderClass borne = EncoderClasses.Within(asked, channel.TargetBitsPerSecond);
            if (picture.Leg.Class != borne)
            {
                conference.Links.PicturesUp[subscription] = picture with { Leg = picture.Leg with { Class = borne } };
                changed = true;
            }
        }

        if (changed)
        {
            conference.Replan(now);
        }
    }

    private bool TryServe(Subscribe subscribe, Instant now)
    {
        VideoFormat format = subscribe.Video;
        int bits = (int)format.BitrateKbps * 1000;
        ILinkPictureOut? channel = pictures.TryGetValue(subscribe.Subscription, out (ILinkPictureOut Channel, EncoderClass Asked) known)
            ? known.Channel
            : link.OpenPicture(conference.Media, ChannelKind.Picture, meeting, subscribe.Subscription, bits);
        if (channel is null)
        {
            return false;
        }

        int frames = Math.Min((int)format.FrameRate, conference.State.Settings.Picture.FramesPerSecond);
        var asked = new EncoderClass(VideoCodec.H264, (int)format.Width, (int)format.Height, frames, bits);
        channel.AllowUpTo(bits);
        pictures[subscribe.Subscription] = (channel, asked);
        conference.Links.PicturesUp[subscribe.Subscription] = new LinkedPicture(
            SubscriptionKey.Of(subscribe), new VideoPlanLeg(channel.Path, EncoderClasses.Within(asked, bits)));
        conference.Replan(now);
        return true;
    }
}

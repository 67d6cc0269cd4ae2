using Mcu.Core.Composing;
using Mcu.V1;

namespace Mcu.Cascade.Meetings;

/// <summary>What a subscription asks for, as the child's plans name it: a site's path, or the key of a unit's picture or of a site's slides.</summary>
public static class SubscriptionKey
{
    /// <summary>A subscription to a site, to a unit's picture or to a site's slides.</summary>
    public static Subscribe Ask(string key, uint number, string meeting, VideoFormat format)
    {
        Subscribe subscribe = new() { Subscription = number, Meeting = meeting, Video = format };
        if (UnitPicture.UnitOf(key) is { } unit)
        {
            (subscribe.Mosaic, subscribe.Unit) = (true, unit);
        }
        else if (ContentPicture.SiteOf(key) is { } presenter)
        {
            subscribe.Content = presenter;
        }
        else
        {
            subscribe.Site = key;
        }

        return subscribe;
    }

    /// <summary>What a subscription asks for.</summary>
    public static string Of(Subscribe subscribe) => subscribe.SourceCase switch
    {
        Subscribe.SourceOneofCase.Mosaic when subscribe.Mosaic => UnitPicture.KeyOf(subscribe.Unit),
        Subscribe.SourceOneofCase.Content => ContentPicture.KeyOf(subscribe.Content),
        _ => subscribe.Site,
    };
}

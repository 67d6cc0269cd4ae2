using Mcu.Core.Composing;
using Mcu.V1;

namespace Mcu.Cascade.Meetings;

/// <summary>What a subscription asks for, as the child's plans name it: a site's path, or the key of a unit's picture.</summary>
public static class SubscriptionKey
{
    /// <summary>A subscription to a site or to a unit's picture.</summary>
    public static Subscribe Ask(string key, uint number, string meeting, VideoFormat format)
    {
        Subscribe subscribe = new() { Subscription = number, Meeting = meeting, Video = format };
        if (UnitPicture.UnitOf(key) is { } unit)
        {
            (subscribe.Mosaic, subscribe.Unit) = (true, unit);
        }
        else
        {
            subscribe.Site = key;
        }

        return subscribe;
    }

    /// <summary>What a subscription asks for.</summary>
    public static string Of(Subscribe subscribe) => subscribe.Mosaic ? UnitPicture.KeyOf(subscribe.Unit) : subscribe.Site;
}

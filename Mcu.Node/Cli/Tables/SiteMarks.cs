using Mcu.V1;

namespace Mcu.Node.Cli.Tables;

/// <summary>Signs for what a site is doing, and colors for its state.</summary>
internal static class SiteMarks
{
    /// <summary>▶ on the floor, ♪ speaking, ✕ muted, ★ chair, ◆ encrypted, ▣ its slides are shown: always six characters, so that columns stay in place.</summary>
    public static string Of(Site site) => new(
    [
        site.OnFloor ? '▶' : ' ',
        site.Speaking ? '♪' : ' ',
        site.Muted || site.SelfMuted ? '✕' : ' ',
        site.Chair ? '★' : ' ',
        site.SrtpSuite.Length > 0 ? '◆' : ' ',
        site.Presenting ? '▣' : ' ',
    ]);

    /// <summary>Its name, with the unit in front when its room has called a node below: <c>khanh-son/Sơn Bình</c>.</summary>
    public static string PathOf(Site site) => site.Unit.Length == 0 ? site.Name : $"{site.Unit}/{site.Name}";

    public static string StyleOf(SiteState state) => state switch
    {
        SiteState.SignalLost => "red",
        SiteState.Calling or SiteState.Ringing or SiteState.OnHold => "yellow",
        SiteState.Expected or SiteState.Disconnected => "grey",
        _ => "default",
    };
}

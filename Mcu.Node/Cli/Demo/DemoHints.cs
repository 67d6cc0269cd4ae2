using Mcu.Node.Configuration;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
using Spectre.Console.Rendering;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Demo;

/// <summary>What to try next, as commands to paste.</summary>
internal static class DemoHints
{
    /// <summary>Plain lines.</summary>
    public static IEnumerable<string> Lines(Conference conference, string site, Language language)
    {
        string sip = $"sip:{conference.Number}@{McuConfiguration.Default.Sip.Listen}";
        string self = Self();
        (Text Why, string Command)[] hints =
        [
            (DemoTexts.TryDial, $"baresip -e '/dial {sip}'"),
            (DemoTexts.TryWatch, $"{self} watch {conference.Number}"),
            (DemoTexts.TryMute, $"{self} site mute {conference.Number} '{site}'"),
            (DemoTexts.TryFloor, $"{self} floor give {conference.Number} '{site}'"),
            (DemoTexts.TryLayout, $"{self} conference layout {conference.Number} 1+5"),
            (DemoTexts.TrySnapshot, $"{self} snapshot {conference.Number} -o now.png"),
            (DemoTexts.TrySimulate, $"{self} simulate --target {sip} --sites 4"),
        ];
        return
        [
            DemoTexts.TryTitle.In(language),
            .. hints.Select(hint => $"  {hint.Command}   # {hint.Why.In(language)}"),
            DemoTexts.TryEnd.In(language),
        ];
    }

    /// <summary>The same below a live table.</summary>
    public static IRenderable Render(IEnumerable<string> lines) =>
        new Rows(lines.Select((line, at) => new Markup(at == 0 ? $"[bold]{Markup.Escape(line)}[/]" : Markup.Escape(line))));

    // As short as it can be typed from here, and quoted where a shell needs that.
    private static string Self()
    {
        string path = Environment.ProcessPath!;
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        string typed = relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? relative : $"./{relative}";
        string shorter = typed.Length < path.Length ? typed : path;
        return shorter.Contains(' ', StringComparison.Ordinal) ? $"'{shorter}'" : shorter;
    }
}

using Mcu.Node.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;
using Text = Mcu.Node.Texts.Text;

namespace Mcu.Node.Cli.Demo;

/// <summary>What to try next, as commands to paste.</summary>
internal static class DemoHints
{
    /// <summary>Plain lines.</summary>
    public static IEnumerable<string> Lines(Language language)
    {
        const string number = DemoConference.Number;
        DemoTier district = DemoTier.Districts[0];
        string site = $"'{district.Node}/{district.Rooms[0]}'";
        string self = Self();
        (Text Why, string Command)[] hints =
        [
            (DemoTexts.TryDial, $"baresip -e '/dial sip:{number}@{district.Sip}'"),
            (DemoTexts.TryServers, $"export MCU_SERVER={DemoTier.Servers}"),
            (DemoTexts.TryHa, $"{self} ha status"),
            (DemoTexts.TryCascade, $"{self} cascade show"),
            (DemoTexts.TryWatch, $"{self} watch {number} --unit {district.Node}"),
            (DemoTexts.TryFocus, $"{self} site focus {number} {site}"),
            (DemoTexts.TryMute, $"{self} site mute {number} {site}"),
            (DemoTexts.TryFloor, $"{self} floor give {number} {site}"),
            (DemoTexts.TrySnapshot, $"{self} snapshot {number} -o now.png"),
            (DemoTexts.TrySimulate, $"{self} simulate --target sip:{number}@{district.Sip} --sites 4"),
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

using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Composing;
using Mcu.Node.Api;
using Mcu.V1;

namespace Mcu.Node.Cli;

/// <summary>Layouts as operators write them: Core's text form, except that panes take names of sites rather than ids.</summary>
internal static class LayoutText
{
    private const string PanesWord = "panes:";

    public static bool TryParse(string text, [NotNullWhen(true)] out Layout? layout)
    {
        layout = null;
        if (text.StartsWith(PanesWord, StringComparison.OrdinalIgnoreCase))
        {
            string[] sites = text[PanesWord.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            layout = sites.Length > 0 ? new LayoutSpec.Panes(sites).ToProto() : null;
        }
        else if (LayoutSpec.TryParse(text, out LayoutSpec spec, out _))
        {
            layout = spec.ToProto();
        }

        return layout is not null;
    }

    public static string Of(Layout? layout) => layout is null ? "auto" : layout.ToSpec().ToString();
}

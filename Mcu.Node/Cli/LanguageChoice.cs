using Mcu.Node.Texts;

namespace Mcu.Node.Cli;

/// <summary>Finds the operator's language before the command line is parsed, since help and usage errors need it.</summary>
internal static class LanguageChoice
{
    /// <summary><c>--lang</c>, else the first of LC_ALL, LC_MESSAGES, LANG that is set; Vietnamese when it begins with <c>vi</c>.</summary>
    public static Language Of(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        string? asked = Asked(args) ?? Set(variable("LC_ALL")) ?? Set(variable("LC_MESSAGES")) ?? Set(variable("LANG"));
        return asked?.StartsWith("vi", StringComparison.OrdinalIgnoreCase) == true ? Language.Vietnamese : Language.English;
    }

    private static string? Asked(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal) || args[i].StartsWith("--lang:", StringComparison.Ordinal))
            {
                return args[i]["--lang=".Length..];
            }

            if (string.Equals(args[i], "--lang", StringComparison.Ordinal) && i + 1 < args.Count)
            {
                return args[i + 1];
            }
        }

        return null;
    }

    private static string? Set(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

using System.Text;
using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>Keys pressed, told by INFO: "Signal=5", "Duration=160" (application/dtmf-relay), or the key alone (application/dtmf).</summary>
internal static class DtmfInfo
{
    private const int LongestBody = 256;
    private const int LongestMilliseconds = 10_000;

    public static bool TryRead(SipBody? body, out char key, out TimeSpan duration)
    {
        key = default;
        duration = TimeSpan.Zero;
        if (body is null || body.Bytes.Length > LongestBody)
        {
            return false;
        }

        string text = Encoding.ASCII.GetString(body.Bytes.Span);
        return body.Is("application/dtmf")
            ? TryKey(text, out key)
            : body.Is("application/dtmf-relay") && TryRelay(text, out key, out duration);
    }

    private static bool TryRelay(string text, out char key, out TimeSpan duration)
    {
        key = default;
        duration = TimeSpan.Zero;
        bool found = false;
        foreach (string line in text.Split('\n'))
        {
            string[] pair = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length != 2)
            {
                continue;
            }

            if (pair[0].Equals("Signal", StringComparison.OrdinalIgnoreCase))
            {
                found = TryKey(pair[1], out key);
            }
            else if (pair[0].Equals("Duration", StringComparison.OrdinalIgnoreCase)
                && SipGrammar.TryNumber(pair[1], LongestMilliseconds, out long milliseconds))
            {
                duration = TimeSpan.FromMilliseconds(milliseconds);
            }
        }

        return found;
    }

    // Some peers name * and # by their event numbers of RFC 4733.
    private static bool TryKey(string text, out char key)
    {
        text = text.Trim();
        key = text switch
        {
            "10" => '*',
            "11" => '#',
            { Length: 1 } => char.ToUpperInvariant(text[0]),
            _ => '\0',
        };
        return key is (>= '0' and <= '9') or '*' or '#' or (>= 'A' and <= 'D');
    }
}

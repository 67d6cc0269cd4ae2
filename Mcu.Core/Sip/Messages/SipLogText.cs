using System.Text;

namespace Mcu.Core.Sip.Messages;

/// <summary>Makes what came off the network fit for a log line: nothing in it can begin a new line or hide text.</summary>
public static class SipLogText
{
    private const int MaximumLength = 256;

    /// <summary>The text with control characters written as \xNN, cut to 256 characters.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var escaped = new StringBuilder(Math.Min(text.Length, MaximumLength) + 8);
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaximumLength)))
        {
            _ = char.IsControl(c) || c is '\u2028' or '\u2029' ? escaped.Append($"\\x{(int)c:X2}") : escaped.Append(c);
        }

        return text.Length > MaximumLength ? escaped.Append('…').ToString() : escaped.ToString();
    }

    /// <summary>A header for the log; what authenticates is left out.</summary>
    public static string Describe(SipHeader header) => header.Name.Contains("Authori", StringComparison.OrdinalIgnoreCase)
        ? $"{Escape(header.Name)}: (hidden)"
        : $"{Escape(header.Name)}: {Escape(header.Value)}";

    /// <summary>One line that tells the message apart: its start line, Call-ID and CSeq.</summary>
    public static string Summarize(SipMessage message)
    {
        string start = message.IsRequest ? $"{message.Method} {message.RequestUri}" : $"{message.Status} {message.Reason}";
        return $"{Escape(start)} [{Escape(message.Headers[SipHeaderNames.CallId])} {Escape(message.Headers[SipHeaderNames.CSeq])}]";
    }
}

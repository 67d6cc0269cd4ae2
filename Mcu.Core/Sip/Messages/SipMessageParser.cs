using System.Text;

namespace Mcu.Core.Sip.Messages;

/// <summary>Takes a datagram apart (RFC 3261 §7 and §18.3). Total: any octets give a message or a reason.</summary>
internal static class SipMessageParser
{
    public const int MaximumLength = 65_535;
    public const int MaximumHeaders = 100;

    /// <summary>The message; with an error, what of a request is needed to answer it, or null.</summary>
    public static SipMessage? Parse(ReadOnlySpan<byte> datagram, out SipParseError error)
    {
        ReadOnlySpan<byte> text = datagram.TrimStart("\r\n"u8);
        int end = text.IndexOf("\r\n\r\n"u8);
        error = Outline(datagram, text, end);
        if (error != SipParseError.None)
        {
            return null;
        }

        ReadOnlySpan<char> head = Encoding.UTF8.GetString(text[..end]);
        int lineEnd = head.IndexOf("\r\n");
        ReadOnlySpan<char> startLine = lineEnd < 0 ? head : head[..lineEnd];
        error = SipStartLine.Parse(startLine, out SipStartLine start);
        SipParseError headerError = SipHeaderLines.Read(lineEnd < 0 ? default : head[(lineEnd + 2)..], out SipHeaders headers);
        error = First(error, headerError);
        error = First(error, SipHeaderRules.Check(start, headers));
        ReadOnlySpan<byte> body = text[(end + 4)..];
        error = First(error, CutBody(headers, ref body));
        return error == SipParseError.None || CanBeAnswered(start, headers)
            ? SipMessage.Parsed(start, headers, body.ToArray(), datagram.Length)
            : null;
    }

    private static SipParseError Outline(ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> text, int end)
    {
        if (datagram.Length > MaximumLength)
        {
            return SipParseError.TooLarge;
        }

        if (text.IsEmpty)
        {
            return SipParseError.Empty;
        }

        return end < 0 ? SipParseError.NoHeaderEnd : SipParseError.None;
    }

    private static SipParseError First(SipParseError a, SipParseError b) => a != SipParseError.None ? a : b;

    private static SipParseError CutBody(SipHeaders headers, ref ReadOnlySpan<byte> body)
    {
        if (headers[SipHeaderNames.ContentLength] is not { } text)
        {
            return SipParseError.None;
        }

        if (!SipGrammar.TryNumber(text, MaximumLength, out long length))
        {
            return SipParseError.BadContentLength;
        }

        if (length > body.Length)
        {
            return SipParseError.BodyTooShort;
        }

        body = body[..(int)length];
        return SipParseError.None;
    }

    // A response is never answered, and neither is ACK. What an answer needs is the way back.
    private static bool CanBeAnswered(SipStartLine start, SipHeaders headers) =>
        start.Uri is not null && start.Method != SipMethods.Ack
        && headers.List(SipHeaderNames.Via) is [var top, ..] && SipVia.TryParse(top, out _);
}

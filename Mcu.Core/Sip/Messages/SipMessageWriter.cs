using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mcu.Core.Sip.Messages;

/// <summary>Writes a message as octets (RFC 3261 §7).</summary>
internal static class SipMessageWriter
{
    public static byte[] Write(SipMessage message)
    {
        var head = new StringBuilder(512);
        _ = message.IsRequest
            ? head.Append(message.Method).Append(' ').Append(message.RequestUri).Append(" SIP/2.0\r\n")
            : head.Append(CultureInfo.InvariantCulture, $"SIP/2.0 {message.Status} {message.Reason}\r\n");
        foreach (SipHeader header in message.Headers.Items)
        {
            if (!header.Name.Equals(SipHeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
            {
                head.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
            }
        }

        head.Append(CultureInfo.InvariantCulture, $"{SipHeaderNames.ContentLength}: {message.Body.Length}\r\n\r\n");
        return Join(head.ToString(), message.Body.Span);
    }

    private static byte[] Join(string head, ReadOnlySpan<byte> body)
    {
        int headLength = Encoding.UTF8.GetByteCount(head);
        byte[] bytes = new byte[headLength + body.Length];
        Encoding.UTF8.GetBytes(head, bytes);
        body.CopyTo(bytes.AsSpan(headLength));
        return bytes;
    }
}

using System.Globalization;
using System.Text;
using Mcu.Core.Time;

namespace Mcu.Core.Sip.Messages;

/// <summary>What a stream holds next.</summary>
public enum SipFrame
{
    /// <summary>Nothing whole yet.</summary>
    Incomplete,

    /// <summary>One whole message.</summary>
    Message,

    /// <summary>A double line break: answer it with one (RFC 5626 §3.5.1).</summary>
    Ping,

    /// <summary>No message can begin here: close the connection.</summary>
    Invalid,
}

/// <summary>Cuts a TCP stream into messages by Content-Length (RFC 3261 §18.3). One per connection.</summary>
public sealed class SipStreamFramer
{
    private static readonly TimeSpan MessageTime = TimeSpan.FromSeconds(30);
    private byte[] buffer = new byte[2048];
    private int start;
    private int end;
    private int searched;
    private Instant begun = Instant.Never;

    /// <summary>When a message that has begun must be whole; then the connection is to be closed.</summary>
    public Instant Deadline => begun == Instant.Never ? Instant.Never : begun + MessageTime;

    /// <summary>Adds what was read from the connection. Call <see cref="Read"/> until it is incomplete before adding more.</summary>
    public void Append(ReadOnlySpan<byte> bytes, Instant now)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(end));
        end += bytes.Length;
        begun = Instant.Earlier(begun, now);
    }

    /// <summary>Takes the next thing from the stream.</summary>
    /// <param name="message">The message's octets, good until the next call.</param>
    /// <param name="now">The present: a message that follows in the same bytes begins now.</param>
    public SipFrame Read(out ReadOnlySpan<byte> message, Instant now)
    {
        message = default;
        if (TakePing())
        {
            Consume(4, now);
            return SipFrame.Ping;
        }

        ReadOnlySpan<byte> pending = buffer.AsSpan(start, end - start);
        if (pending.SequenceEqual("\r\n"u8) || pending.SequenceEqual("\r"u8) || pending.IsEmpty)
        {
            begun = Instant.Never;
            return SipFrame.Incomplete;
        }

        int headEnd = FindHeadEnd(pending);
        if (headEnd < 0)
        {
            return pending.Length > SipMessageParser.MaximumLength ? SipFrame.Invalid : SipFrame.Incomplete;
        }

        if (!TryContentLength(pending[..headEnd], out int bodyLength) || headEnd + 4 + bodyLength > SipMessageParser.MaximumLength)
        {
            return SipFrame.Invalid;
        }

        int length = headEnd + 4 + bodyLength;
        if (pending.Length < length)
        {
            return SipFrame.Incomplete;
        }

        message = pending[..length];
        Consume(length, now);
        return SipFrame.Message;
    }

    private static bool TryContentLength(ReadOnlySpan<byte> head, out int length)
    {
        length = 0;
        string text = Encoding.Latin1.GetString(head);
        int lineEnd = text.IndexOf("\r\n", StringComparison.Ordinal);
        SipHeaderLines.Read(lineEnd < 0 ? default : text.AsSpan(lineEnd + 2), out SipHeaders headers);

        // Over a stream the header is required (RFC 3261 §18.3); two of them would let two readers cut differently.
        return headers.CountOf(SipHeaderNames.ContentLength) == 1
            && int.TryParse(headers[SipHeaderNames.ContentLength], NumberStyles.None, CultureInfo.InvariantCulture, out length)
            && length <= SipMessageParser.MaximumLength;
    }

    private bool TakePing()
    {
        ReadOnlySpan<byte> pending = buffer.AsSpan(start, end - start);
        while (pending.Length > 2 && pending.StartsWith("\r\n"u8) && pending[2] != '\r')
        {
            start += 2; // a lone line break is a pong, or padding before a message
            pending = pending[2..];
        }

        return pending.StartsWith("\r\n\r\n"u8);
    }

    private int FindHeadEnd(ReadOnlySpan<byte> pending)
    {
        int from = Math.Max(searched - start, 0);
        int at = pending[from..].IndexOf("\r\n\r\n"u8);
        searched = at < 0 ? Math.Max(end - 3, start) : start + from;
        return at < 0 ? at : from + at;
    }

    private void Consume(int length, Instant now)
    {
        start += length;
        searched = start;
        begun = start == end ? Instant.Never : now;
    }

    private void MakeRoom(int length)
    {
        if (end + length <= buffer.Length)
        {
            return;
        }

        int pending = end - start;
        byte[] target = pending + length <= buffer.Length ? buffer : new byte[Math.Max(buffer.Length * 2, pending + length)];
        buffer.AsSpan(start, pending).CopyTo(target);
        buffer = target;
        searched = Math.Max(searched - start, 0);
        start = 0;
        end = pending;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sip.Messages;

/// <summary>
/// A SIP request or response (RFC 3261 §7): start line, headers as text in order, body as bytes. The typed properties
/// read the headers; on a message that <see cref="TryParse"/> accepted they do not fail.
/// </summary>
public sealed class SipMessage
{
    private readonly string method;
    private int wireLength;
    private SipVia? via;
    private NameAddress? from;
    private NameAddress? to;

    private SipMessage(string method, SipUri? uri, int status, string reason, SipHeaders headers, ReadOnlyMemory<byte> body)
    {
        this.method = method;
        RequestUri = uri;
        Status = status;
        Reason = reason;
        Headers = headers;
        Body = body;
    }

    /// <summary>True for a request, false for a response.</summary>
    [MemberNotNullWhen(true, nameof(RequestUri))]
    public bool IsRequest => RequestUri is not null;

    /// <summary>A request's method, or that of the request which a response answers.</summary>
    public string Method => IsRequest ? method : CSeq.Method;

    /// <summary>Where a request goes; null in a response.</summary>
    public SipUri? RequestUri { get; }

    /// <summary>A response's status code; 0 in a request.</summary>
    public int Status { get; }

    /// <summary>A response's reason phrase.</summary>
    public string Reason { get; }

    /// <summary>The headers. Change those that the typed properties read through <see cref="SetVia"/> only.</summary>
    public SipHeaders Headers { get; }

    /// <summary>The body's octets.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The topmost Via.</summary>
    public SipVia Via => via ??= ReadVia();

    /// <summary>From.</summary>
    public NameAddress From => from ??= NameAddress.Parse(Required(SipHeaderNames.From));

    /// <summary>To.</summary>
    public NameAddress To => to ??= NameAddress.Parse(Required(SipHeaderNames.To));

    /// <summary>Call-ID.</summary>
    public string CallId => Required(SipHeaderNames.CallId);

    /// <summary>CSeq.</summary>
    public SipCSeq CSeq => SipCSeq.TryParse(Required(SipHeaderNames.CSeq), out SipCSeq cseq)
        ? cseq
        : throw new FormatException("CSeq is malformed.");

    /// <summary>The first Contact that is an address; null when there is none.</summary>
    public NameAddress? Contact =>
        Headers.List(SipHeaderNames.Contact) is [var first, ..] && NameAddress.TryParse(first, out NameAddress contact) ? contact : null;

    /// <summary>Record-Route's addresses in order, as text.</summary>
    public IReadOnlyList<string> RecordRoute => Headers.List(SipHeaderNames.RecordRoute);

    /// <summary>Session-Expires; null when absent or unreadable.</summary>
    public SessionExpires? SessionExpires => ReadSessionExpires(SipHeaderNames.SessionExpires);

    /// <summary>Min-SE in seconds; null when absent or unreadable.</summary>
    public uint? MinSe => ReadSessionExpires(SipHeaderNames.MinSe)?.Seconds;

    /// <summary>Retry-After in seconds (its comment and parameters left out); null when absent or unreadable.</summary>
    public uint? RetryAfter => ReadSeconds(Headers[SipHeaderNames.RetryAfter]);

    /// <summary>The body with its media type; null when there is no body.</summary>
    public SipBody? Content => Body.IsEmpty ? null : new SipBody(Headers[SipHeaderNames.ContentType] ?? "application/octet-stream", Body);

    /// <summary>A request; its headers are the caller's to add.</summary>
    public static SipMessage Request(string method, SipUri uri, SipHeaders headers, SipBody? body = null) =>
        new(method, uri, status: 0, reason: "", WithType(headers, body), body?.Bytes ?? default);

    /// <summary>A response; its headers are the caller's to add.</summary>
    public static SipMessage Response(int status, string reason, SipHeaders headers, SipBody? body = null) =>
        new(method: "", uri: null, status, reason, WithType(headers, body), body?.Bytes ?? default);

    /// <summary>
    /// Reads one message from a datagram or a frame. Bytes beyond Content-Length are left out.
    /// </summary>
    /// <param name="datagram">The octets; they are copied.</param>
    /// <param name="message">
    /// The message. On failure it is a request whose Via could be read, so that an error can be sent back, or null.
    /// </param>
    /// <param name="error">Why it failed.</param>
    public static bool TryParse(ReadOnlySpan<byte> datagram, [NotNullWhen(true)] out SipMessage? message, out SipParseError error)
    {
        message = SipMessageParser.Parse(datagram, out error);
        return error == SipParseError.None;
    }

    /// <summary>The message as octets, Content-Length set to the body's length.</summary>
    public byte[] ToBytes() => SipMessageWriter.Write(this);

    /// <summary>Replaces the topmost Via value, keeping those below it.</summary>
    public void SetVia(SipVia top)
    {
        string line = Required(SipHeaderNames.Via);
        int first = SipGrammar.FirstElementLength(line);
        Headers.Set(SipHeaderNames.Via, top + line[first..]);
        via = top;
    }

    /// <summary>How many octets the message had as it came; its own size where it did not come.</summary>
    internal int WireLength => wireLength > 0 ? wireLength : ToBytes().Length;

    internal static SipMessage Parsed(in SipStartLine start, SipHeaders headers, ReadOnlyMemory<byte> body, int wireLength) =>
        new(start.Method, start.Uri, start.Status, start.Reason, headers, body) { wireLength = wireLength };

    private static SipHeaders WithType(SipHeaders headers, SipBody? body) =>
        body is null ? headers : headers.Add(SipHeaderNames.ContentType, body.ContentType);

    private static uint? ReadSeconds(string? text)
    {
        ReadOnlySpan<char> value = text.AsSpan().Trim(" \t");
        int end = value.IndexOfAnyExceptInRange('0', '9');
        return SipGrammar.TryNumber(end < 0 ? value : value[..end], uint.MaxValue, out long seconds) ? (uint)seconds : null;
    }

    private SessionExpires? ReadSessionExpires(string name) =>
        Messages.SessionExpires.TryParse(Headers[name], out SessionExpires value) ? value : null;

    private SipVia ReadVia()
    {
        string line = Required(SipHeaderNames.Via);
        return SipVia.TryParse(line.AsSpan(0, SipGrammar.FirstElementLength(line)), out SipVia top)
            ? top
            : throw new FormatException("Via is malformed.");
    }

    private string Required(string name) => Headers[name] ?? throw new InvalidOperationException($"The message has no {name}.");
}

namespace Mcu.Core.Sip.Messages;

/// <summary>Header names in their long form, and the compact forms (RFC 3261 §7.3.3, RFC 4028 §4, RFC 6665 §8.2).</summary>
public static class SipHeaderNames
{
    public const string Accept = "Accept";
    public const string Allow = "Allow";
    public const string CallId = "Call-ID";
    public const string Contact = "Contact";
    public const string ContentEncoding = "Content-Encoding";
    public const string ContentLength = "Content-Length";
    public const string ContentType = "Content-Type";
    public const string CSeq = "CSeq";
    public const string Date = "Date";
    public const string From = "From";
    public const string MaxForwards = "Max-Forwards";
    public const string MinSe = "Min-SE";
    public const string RAck = "RAck";
    public const string Reason = "Reason";
    public const string RecordRoute = "Record-Route";
    public const string Require = "Require";
    public const string RetryAfter = "Retry-After";
    public const string Route = "Route";
    public const string RSeq = "RSeq";
    public const string Server = "Server";
    public const string SessionExpires = "Session-Expires";
    public const string Supported = "Supported";
    public const string Timestamp = "Timestamp";
    public const string To = "To";
    public const string Unsupported = "Unsupported";
    public const string UserAgent = "User-Agent";
    public const string Via = "Via";

    /// <summary>The long form of a name; names of more than one letter pass as they are.</summary>
    public static string Expand(string name) => name.Length != 1 ? name : char.ToLowerInvariant(name[0]) switch
    {
        'a' => "Accept-Contact",
        'b' => "Referred-By",
        'c' => ContentType,
        'd' => "Request-Disposition",
        'e' => ContentEncoding,
        'f' => From,
        'i' => CallId,
        'j' => "Reject-Contact",
        'k' => Supported,
        'l' => ContentLength,
        'm' => Contact,
        'o' => "Event",
        'r' => "Refer-To",
        's' => "Subject",
        't' => To,
        'u' => "Allow-Events",
        'v' => Via,
        'x' => SessionExpires,
        'y' => "Identity",
        _ => name,
    };
}

namespace Mcu.Core.Sip.Messages;

/// <summary>Reason phrases of the status codes that the user agent sends (RFC 3261 §21 and the RFCs beside it).</summary>
public static class SipStatus
{
    /// <summary>The standard phrase, or the class's when the code has none here.</summary>
    public static string Phrase(int status) => Specific(status) ?? (status / 100) switch
    {
        1 => "Session Progress",
        2 => "OK",
        3 => "Redirected",
        4 => "Request Failure",
        5 => "Server Failure",
        _ => "Global Failure",
    };

    private static string? Specific(int status) => status switch
    {
        100 => "Trying",
        180 => "Ringing",
        183 => "Session Progress",
        200 => "OK",
        302 => "Moved Temporarily",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        415 => "Unsupported Media Type",
        416 => "Unsupported URI Scheme",
        420 => "Bad Extension",
        422 => "Session Interval Too Small",
        480 => "Temporarily Unavailable",
        481 => "Call/Transaction Does Not Exist",
        482 => "Loop Detected",
        483 => "Too Many Hops",
        486 => "Busy Here",
        487 => "Request Terminated",
        488 => "Not Acceptable Here",
        489 => "Bad Event",
        491 => "Request Pending",
        500 => "Server Internal Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "Version Not Supported",
        513 => "Message Too Large",
        603 => "Decline",
        _ => null,
    };
}

namespace Mcu.Core.Sip.Messages;

/// <summary>Why bytes are not a SIP message that we work with.</summary>
public enum SipParseError
{
    /// <summary>The message is well-formed.</summary>
    None,

    /// <summary>Nothing but line breaks: a keep-alive (RFC 5626 §3.5.1).</summary>
    Empty,

    /// <summary>Over 64 KB.</summary>
    TooLarge,

    /// <summary>The blank line after the headers is missing.</summary>
    NoHeaderEnd,

    /// <summary>Neither a Request-Line nor a Status-Line (RFC 3261 §7.1, §7.2).</summary>
    BadStartLine,

    /// <summary>A version other than SIP/2.0.</summary>
    UnsupportedVersion,

    /// <summary>The Request-URI is not a URI, is in angle brackets, or carries headers.</summary>
    BadRequestUri,

    /// <summary>The status code is not in 100..699.</summary>
    BadStatusCode,

    /// <summary>A line without a name or a colon.</summary>
    BadHeaderLine,

    /// <summary>Over 100 header lines.</summary>
    TooManyHeaders,

    /// <summary>One of Via, From, To, Call-ID, CSeq is absent.</summary>
    MissingHeader,

    /// <summary>A header that may come once came twice.</summary>
    DuplicateHeader,

    /// <summary>Via is malformed.</summary>
    BadVia,

    /// <summary>From is malformed.</summary>
    BadFrom,

    /// <summary>To is malformed.</summary>
    BadTo,

    /// <summary>Call-ID is malformed.</summary>
    BadCallId,

    /// <summary>CSeq is malformed or not below 2^31.</summary>
    BadCSeq,

    /// <summary>CSeq names another method than the Request-Line.</summary>
    MethodMismatch,

    /// <summary>Contact is malformed.</summary>
    BadContact,

    /// <summary>Route or Record-Route is malformed.</summary>
    BadRoute,

    /// <summary>Max-Forwards is not in 0..255.</summary>
    BadMaxForwards,

    /// <summary>Content-Length is not a length.</summary>
    BadContentLength,

    /// <summary>Content-Length promises more than came.</summary>
    BodyTooShort,

    /// <summary>Date is not in GMT (RFC 3261 §20.17).</summary>
    BadDate,
}

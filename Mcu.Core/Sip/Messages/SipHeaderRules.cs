namespace Mcu.Core.Sip.Messages;

/// <summary>What the headers that the stack works with must look like; every other header is text.</summary>
internal static class SipHeaderRules
{
    private static readonly string[] Once =
    [
        SipHeaderNames.From, SipHeaderNames.To, SipHeaderNames.CallId, SipHeaderNames.CSeq, SipHeaderNames.MaxForwards,
        SipHeaderNames.ContentLength, SipHeaderNames.ContentType, SipHeaderNames.SessionExpires, SipHeaderNames.Date,
    ];

    private static readonly string[] Needed =
        [SipHeaderNames.Via, SipHeaderNames.From, SipHeaderNames.To, SipHeaderNames.CallId, SipHeaderNames.CSeq];

    public static SipParseError Check(SipStartLine start, SipHeaders headers)
    {
        if (Needed.Any(name => headers[name] is null))
        {
            return SipParseError.MissingHeader;
        }

        if (Once.Any(name => headers.CountOf(name) > 1))
        {
            return SipParseError.DuplicateHeader;
        }

        SipParseError error = CheckIdentity(start, headers);
        return error != SipParseError.None ? error : CheckRouting(headers);
    }

    private static SipParseError CheckIdentity(SipStartLine start, SipHeaders headers)
    {
        if (!NameAddress.TryParse(headers[SipHeaderNames.From], out _))
        {
            return SipParseError.BadFrom;
        }

        if (!NameAddress.TryParse(headers[SipHeaderNames.To], out _))
        {
            return SipParseError.BadTo;
        }

        if (!SipGrammar.IsCallId(headers[SipHeaderNames.CallId]))
        {
            return SipParseError.BadCallId;
        }

        if (!SipCSeq.TryParse(headers[SipHeaderNames.CSeq], out SipCSeq cseq))
        {
            return SipParseError.BadCSeq;
        }

        return start.Uri is not null && cseq.Method != start.Method ? SipParseError.MethodMismatch : SipParseError.None;
    }

    private static SipParseError CheckRouting(SipHeaders headers)
    {
        if (headers.List(SipHeaderNames.Via) is [] || headers.List(SipHeaderNames.Via).Any(via => !SipVia.TryParse(via, out _)))
        {
            return SipParseError.BadVia;
        }

        if (headers.List(SipHeaderNames.Contact).Any(contact => contact != "*" && !NameAddress.TryParse(contact, out _)))
        {
            return SipParseError.BadContact;
        }

        if (headers.List(SipHeaderNames.Route).Concat(headers.List(SipHeaderNames.RecordRoute)).Any(route => !IsRoute(route)))
        {
            return SipParseError.BadRoute;
        }

        if (headers[SipHeaderNames.MaxForwards] is { } hops && !SipGrammar.TryNumber(hops, byte.MaxValue, out _))
        {
            return SipParseError.BadMaxForwards;
        }

        // SIP-date is in GMT and says so (RFC 3261 §20.17).
        return headers[SipHeaderNames.Date] is { } date && !date.EndsWith(" GMT", StringComparison.OrdinalIgnoreCase)
            ? SipParseError.BadDate
            : SipParseError.None;
    }

    // Routes are name-addr only: brackets are not optional (RFC 3261 §20.30, §20.34).
    private static bool IsRoute(string route) => route.Contains('<') && NameAddress.TryParse(route, out _);
}

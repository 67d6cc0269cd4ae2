namespace Mcu.Tests.Sip.Torture;

/// <summary>The 49 messages of RFC 4475, with the status that they get from a user agent: 0 for none.</summary>
internal static class TortureCatalog
{
    public static readonly IReadOnlyList<(string Name, byte[] Octets, int Status)> All =
    [
        ("3.1.1.1 wsinv", ValidMessages.ShortTortuousInvite, 481), // it has a To tag, but no dialog
        ("3.1.1.2 intmeth", ValidMessages.WideRangeOfCharacters, 501),
        ("3.1.1.3 esc01", ValidMessages.ValidEscapes, 100),
        ("3.1.1.4 escnull", ValidMessages.EscapedNulls, 405),
        ("3.1.1.5 esc02", ValidMessages.PercentThatIsNoEscape, 501),
        ("3.1.1.6 lwsdisp", ValidMessages.NoSpaceAfterDisplayName, 200),
        ("3.1.1.7 longreq", LargeMessages.LongValues, 100),
        ("3.1.1.8 dblreq", ValidMessages.ExtraOctets, 405),
        ("3.1.1.9 semiuri", ValidMessages.SemicolonsInUser, 200),
        ("3.1.1.10 transports", ValidMessages.VariedTransports, 200),
        ("3.1.1.11 mpart01", LargeMessages.MultipartBody, 405),
        ("3.1.1.12 unreason", ValidMessages.UnusualReason, 0),
        ("3.1.1.13 noreason", ValidMessages.EmptyReason, 0),
        ("3.1.2.1 badinv01", InvalidMessages.ExtraneousSeparators, 0), // the way back itself is malformed
        ("3.1.2.2 clerr", InvalidMessages.ContentLengthTooLarge, 400),
        ("3.1.2.3 ncl", InvalidMessages.NegativeContentLength, 400),
        ("3.1.2.4 scalar02", InvalidMessages.RequestScalarsOverflow, 400),
        ("3.1.2.5 scalarlg", InvalidMessages.ResponseScalarsOverflow, 0),
        ("3.1.2.6 quotbal", InvalidMessages.UnterminatedQuote, 400),
        ("3.1.2.7 ltgtruri", InvalidMessages.BracketedRequestUri, 400),
        ("3.1.2.8 lwsruri", InvalidMessages.SpaceInRequestUri, 400),
        ("3.1.2.9 lwsstart", InvalidMessages.SpacesInStartLine, 400),
        ("3.1.2.10 trws", InvalidMessages.SpaceAfterVersion, 400),
        ("3.1.2.11 escruri", InvalidHeaders.HeadersInRequestUri, 400),
        ("3.1.2.12 baddate", InvalidHeaders.DateNotInGmt, 400),
        ("3.1.2.13 regbadct", InvalidHeaders.BareContactWithHeaders, 400),
        ("3.1.2.14 badaspec", InvalidHeaders.SpacesWithinBrackets, 400),
        ("3.1.2.15 baddn", InvalidHeaders.UnquotedDisplayName, 400),
        ("3.1.2.16 badvers", InvalidHeaders.UnknownVersion, 505),
        ("3.1.2.17 mismatch01", InvalidHeaders.MethodMismatch, 400),
        ("3.1.2.18 mismatch02", InvalidHeaders.UnknownMethodMismatch, 400),
        ("3.1.2.19 bigcode", InvalidHeaders.StatusOverflow, 0),
        ("3.2.1 badbranch", SemanticMessages.BranchWithoutValue, 200),
        ("3.3.1 insuf", SemanticMessages.MissingHeaders, 400),
        ("3.3.2 unkscm", SemanticMessages.UnknownScheme, 416),
        ("3.3.3 novelsc", SemanticMessages.KnownButUnusualScheme, 416),
        ("3.3.4 unksm2", SemanticMessages.UnknownSchemesInHeaders, 405),
        ("3.3.5 bext01", SemanticMessages.UnknownExtensions, 420),
        ("3.3.6 invut", SemanticMessages.UnknownContentType, 415),
        ("3.3.7 regaut01", SemanticMessages.UnknownAuthorization, 405),
        ("3.3.8 multi01", SemanticMessages.RepeatedSingleHeaders, 400),
        ("3.3.9 mcl01", SemanticHeaders.TwoContentLengths, 400),
        ("3.3.10 bcast", SemanticHeaders.BroadcastInVia, 0),
        ("3.3.11 zeromf", SemanticHeaders.MaxForwardsZero, 200),
        ("3.3.12 cparam01", SemanticHeaders.ContactParameterBare, 405),
        ("3.3.13 cparam02", SemanticHeaders.ContactParameterInUri, 405),
        ("3.3.14 regescrt", SemanticHeaders.ContactWithHeaders, 405),
        ("3.3.15 sdp01", SemanticHeaders.UnacceptableAccept, 406),
        ("3.4.1 inv2543", SemanticHeaders.InviteOfRfc2543, 100),
    ];
}

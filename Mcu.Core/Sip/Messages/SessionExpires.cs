namespace Mcu.Core.Sip.Messages;

/// <summary>Who sends the session refreshes (RFC 4028 §4).</summary>
public enum SessionRefresher
{
    /// <summary>Not said yet.</summary>
    Unspecified,

    /// <summary>The side that sent this request.</summary>
    Uac,

    /// <summary>The side that answered it.</summary>
    Uas,
}

/// <summary>The value of Session-Expires (RFC 4028 §4).</summary>
/// <param name="Seconds">The session interval.</param>
/// <param name="Refresher">Who refreshes.</param>
public readonly record struct SessionExpires(uint Seconds, SessionRefresher Refresher)
{
    /// <summary>Reads the value; false when it is none. An interval beyond 2^31 - 1 seconds counts as that.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SessionExpires value)
    {
        value = default;
        var cursor = new SipCursor(text);
        cursor.SkipSpace();
        if (!cursor.TryToken(out ReadOnlySpan<char> digits) || digits.ContainsAnyExceptInRange('0', '9')
            || !SipParameters.TryRead(ref cursor, out SipParameters parameters))
        {
            return false;
        }

        uint seconds = SipGrammar.TryNumber(digits, int.MaxValue, out long number) ? (uint)number : int.MaxValue;
        value = new SessionExpires(seconds, parameters["refresher"]?.ToLowerInvariant() switch
        {
            "uac" => SessionRefresher.Uac,
            "uas" => SessionRefresher.Uas,
            _ => SessionRefresher.Unspecified,
        });
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Refresher switch
    {
        SessionRefresher.Uac => $"{Seconds};refresher=uac",
        SessionRefresher.Uas => $"{Seconds};refresher=uas",
        _ => $"{Seconds}",
    };
}

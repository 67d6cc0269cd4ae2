namespace Mcu.Core.Sip.Messages;

/// <summary>The value of CSeq (RFC 3261 §20.16).</summary>
/// <param name="Number">Below 2^31.</param>
/// <param name="Method">The method's name, with case.</param>
public readonly record struct SipCSeq(uint Number, string Method)
{
    /// <summary>Reads the value; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SipCSeq cseq)
    {
        cseq = default;
        text = text.Trim(" \t");
        int space = text.IndexOfAny(' ', '\t');
        if (space < 0 || !SipGrammar.TryNumber(text[..space], int.MaxValue, out long number))
        {
            return false;
        }

        ReadOnlySpan<char> method = text[space..].TrimStart(" \t");
        cseq = new SipCSeq((uint)number, method.ToString());
        return SipGrammar.IsToken(method);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Method}";
}

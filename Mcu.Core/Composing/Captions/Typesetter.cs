using System.Globalization;
using System.Text;

namespace Mcu.Core.Composing.Captions;

/// <summary>Fits texts into widths: one line with an ellipsis, or two lines broken between words.</summary>
internal static class Typesetter
{
    private const string Ellipsis = "…";
    private const int MaxLetters = 160; // wider than any canvas: a stranger's name must not cost more than it shows

    /// <summary>
    /// Text as it is drawn: names come from strangers' signaling, so controls and invisible formatting (line breaks,
    /// direction overrides) become spaces, and length is bounded.
    /// </summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxLetters));
        foreach (char letter in text.AsSpan(0, Math.Min(text.Length, MaxLetters)))
        {
            bool blank = char.IsWhiteSpace(letter) || char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;
            if (!blank)
            {
                clean.Append(letter);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>One line, cut between letters (never between a letter and its marks) where it is too wide.</summary>
    internal static ShapedText Line(TextFace face, string name, float size, float maxWidth)
    {
        string text = Clean(name);
        ShapedText whole = face.Shape(text, size);
        if (whole.Width <= maxWidth || text.Length == 0)
        {
            return whole;
        }

        int[] letters = StringInfo.ParseCombiningCharacters(text);
        int fits = 0;
        int tooMany = letters.Length;
        while (tooMany - fits > 1)
        {
            int middle = (fits + tooMany) / 2;
            (fits, tooMany) = Cut(face, text, letters, middle, size).Width <= maxWidth ? (middle, tooMany) : (fits, middle);
        }

        return Cut(face, text, letters, fits, size);
    }

    /// <summary>One line if it fits, else two of about the same length; the second is cut if need be.</summary>
    internal static ShapedText[] Lines(TextFace face, string name, float size, float maxWidth)
    {
        string text = Clean(name);
        ShapedText whole = face.Shape(text, size);
        if (whole.Width <= maxWidth)
        {
            return [whole];
        }

        int best = -1;
        float bestWidth = float.MaxValue;
        for (int space = text.IndexOf(' ', StringComparison.Ordinal); space > 0; space = text.IndexOf(' ', space + 1))
        {
            float first = face.Shape(text[..space], size).Width;
            float wider = Math.Max(first, face.Shape(text[(space + 1)..], size).Width);
            if (first <= maxWidth && wider < bestWidth)
            {
                (best, bestWidth) = (space, wider);
            }
        }

        return best < 0
            ? [Line(face, text, size, maxWidth)]
            : [face.Shape(text[..best], size), Line(face, text[(best + 1)..], size, maxWidth)];
    }

    private static ShapedText Cut(TextFace face, string text, int[] letters, int count, float size) =>
        face.Shape(text[..letters[count]].TrimEnd() + Ellipsis, size);
}

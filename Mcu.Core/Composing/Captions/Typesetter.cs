using System.Globalization;

namespace Mcu.Core.Composing.Captions;

/// <summary>Fits texts into widths: one line with an ellipsis, or two lines broken between words.</summary>
internal static class Typesetter
{
    private const string Ellipsis = "…";

    /// <summary>One line, cut between letters (never between a letter and its marks) where it is too wide.</summary>
    internal static ShapedText Line(TextFace face, string text, float size, float maxWidth)
    {
        ShapedText whole = face.Shape(text, size);
        if (whole.Width <= maxWidth)
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
    internal static ShapedText[] Lines(TextFace face, string text, float size, float maxWidth)
    {
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

namespace Mcu.Node.Cli;

/// <summary>Breaks text between words.</summary>
internal static class WordWrap
{
    /// <summary>Lines of at most so many characters, if words allow; the first begins with the head, the others with its indent.</summary>
    public static IEnumerable<string> Lines(string text, string head, int indent, int width)
    {
        string line = head;
        bool empty = true;
        foreach (string word in text.Split(' '))
        {
            if (!empty && line.Length + word.Length > width)
            {
                yield return line.TrimEnd();
                line = new string(' ', indent);
            }

            line += $"{word} ";
            empty = false;
        }

        yield return line.TrimEnd();
    }
}

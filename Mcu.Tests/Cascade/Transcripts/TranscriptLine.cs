using Google.Protobuf;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Transcripts;

/// <summary>One line of what an old node and one of today say to one another; the signs are explained in version-1-child.txt.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Sign">Who says it, or who does it.</param>
/// <param name="Text">What.</param>
internal sealed record TranscriptLine(int Number, char Sign, string Text)
{
    /// <summary>Reads a transcript that lies with the tests.</summary>
    public static IReadOnlyList<TranscriptLine> Read(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cascade", "Transcripts", name))
            .Select((text, index) => (Text: text.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#')
            .Select(line => new TranscriptLine(line.Number, line.Text[0], line.Text[1..].Trim())),
    ];

    /// <summary>What the old node says, with what nobody knows yet.</summary>
    public LinkEnvelope Envelope(ulong seq)
    {
        string[] parts = Text.Split(" + ");
        LinkEnvelope known = JsonParser.Default.Parse<LinkEnvelope>(parts[0]);
        known.Seq = seq;
        return LinkEnvelope.Parser.ParseFrom([.. known.ToByteArray(), .. parts.Skip(1).SelectMany(Convert.FromHexString)]);
    }

    public override string ToString() => $"line {Number}: {Sign} {Text}";
}

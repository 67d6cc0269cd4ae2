using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary>
/// Reads a description line by line. What decides where media flows (o=, c=, m=) must be well-formed; everything
/// else is kept as text or skipped, since rooms send a good deal that no RFC knows.
/// </summary>
internal sealed class SdpParser
{
    private readonly Section _session = new(null);
    private readonly List<Section> _media = [];
    private Origin? _origin;
    private string _sessionName = "-";

    private SdpParser()
    {
    }

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SessionDescription? description, out SdpParseError error)
    {
        SdpParser parser = new();
        error = parser.ReadLines(text);
        if (error == SdpParseError.None && parser._origin is null)
        {
            error = SdpParseError.BadOrigin;
        }

        description = error == SdpParseError.None ? parser.ToDescription() : null;
        return description is not null;
    }

    private SdpParseError ReadLines(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (Range range in text.Split('\n'))
        {
            ReadOnlySpan<char> line = text[range].TrimEnd('\r');
            if (line.IsEmpty)
            {
                continue;
            }

            if (++count > SdpLimits.MaxLines)
            {
                return SdpParseError.TooManyLines;
            }

            SdpParseError error = count == 1 ? ReadVersion(line) : ReadLine(line);
            if (error != SdpParseError.None)
            {
                return error;
            }
        }

        return count == 0 ? SdpParseError.BadVersion : SdpParseError.None;
    }

    private static SdpParseError ReadVersion(ReadOnlySpan<char> line) =>
        line.TrimEnd() is "v=0" ? SdpParseError.None : SdpParseError.BadVersion;

    private SdpParseError ReadLine(ReadOnlySpan<char> line)
    {
        if (line.Length < 2 || line[1] != '=' || !char.IsAsciiLetter(line[0]))
        {
            return SdpParseError.BadLine;
        }

        ReadOnlySpan<char> value = line[2..].Trim(' ');
        Section section = _media.Count == 0 ? _session : _media[^1];
        switch (line[0])
        {
            case 'o':
                return Origin.TryParse(value, out _origin) ? SdpParseError.None : SdpParseError.BadOrigin;
            case 's' when !value.IsEmpty:
                _sessionName = value.ToString();
                return SdpParseError.None;
            case 'c':
                return section.ReadConnection(value) ? SdpParseError.None : SdpParseError.BadConnection;
            case 'b':
                section.ReadBandwidth(value);
                return SdpParseError.None;
            case 'a' when !value.IsEmpty:
                section.Attributes.Add(SdpAttribute.Parse(value));
                return SdpParseError.None;
            case 'm':
                return ReadMedia(value);
            default:
                return SdpParseError.None;
        }
    }

    private SdpParseError ReadMedia(ReadOnlySpan<char> value)
    {
        if (_media.Count == SdpLimits.MaxMediaLines)
        {
            return SdpParseError.TooManyMediaLines;
        }

        SdpParseError error = MediaLineParser.TryParse(value, out MediaDescription? line);
        if (line is not null)
        {
            _media.Add(new Section(line));
        }

        return error;
    }

    private SessionDescription ToDescription() => new()
    {
        Origin = _origin!,
        SessionName = _sessionName,
        Connection = _session.Connection,
        Bandwidths = _session.Bandwidths,
        Attributes = _session.Attributes,
        Media = _media.ConvertAll(section => section.Line! with
        {
            Connection = section.Connection,
            Bandwidths = section.Bandwidths,
            Attributes = section.Attributes,
        }),
    };

    /// <summary>The session's lines, or those after one m= line.</summary>
    private sealed class Section(MediaDescription? line)
    {
        private Connection? _connection;

        public MediaDescription? Line { get; } = line;

        public Connection? Connection => _connection;

        public List<Bandwidth> Bandwidths { get; } = [];

        public List<SdpAttribute> Attributes { get; } = [];

        // Further c= lines of one section are layers of multicast: the first counts.
        public bool ReadConnection(ReadOnlySpan<char> value) =>
            _connection is not null || Connection.TryParse(value, out _connection);

        public void ReadBandwidth(ReadOnlySpan<char> value)
        {
            if (Bandwidth.TryParse(value, out Bandwidth? bandwidth))
            {
                Bandwidths.Add(bandwidth);
            }
        }
    }
}

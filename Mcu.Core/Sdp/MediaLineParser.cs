namespace Mcu.Core.Sdp;

/// <summary>Reads the value of an m= line: <c>media port[/count] proto fmt ...</c>.</summary>
internal static class MediaLineParser
{
    public static SdpParseError TryParse(ReadOnlySpan<char> value, out MediaDescription? line)
    {
        line = null;

        // Refused lines are answered with their own words, so nothing but printable ASCII may come in.
        if (value.ContainsAnyExceptInRange(' ', '~'))
        {
            return SdpParseError.BadMediaLine;
        }

        Span<Range> fields = stackalloc Range[SdpLimits.MaxFormats + 4];
        int count = value.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count == fields.Length)
        {
            return SdpParseError.TooManyFormats;
        }

        if (count < 3 || !TryParsePort(value[fields[1]], out ushort port))
        {
            return SdpParseError.BadMediaLine;
        }

        string[] formats = new string[count - 3];
        for (int i = 0; i < formats.Length; i++)
        {
            formats[i] = value[fields[i + 3]].ToString();
        }

        line = new MediaDescription
        {
            Media = value[fields[0]].ToString(),
            Port = port,
            Protocol = value[fields[2]].ToString(),
            Formats = formats,
        };
        return SdpParseError.None;
    }

    private static bool TryParsePort(ReadOnlySpan<char> token, out ushort port)
    {
        int slash = token.IndexOf('/');
        return ushort.TryParse(slash < 0 ? token : token[..slash], out port);
    }
}

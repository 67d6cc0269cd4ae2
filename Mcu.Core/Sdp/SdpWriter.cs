using System.Text;

namespace Mcu.Core.Sdp;

/// <summary>Writes a description as text, in the order of RFC 8866 §5.</summary>
internal static class SdpWriter
{
    public static string Write(SessionDescription description)
    {
        StringBuilder text = new(1024);
        Line(text, 'v', "0");
        Line(text, 'o', description.Origin);
        Line(text, 's', description.SessionName);
        Connection(text, description.Connection);
        Lines(text, 'b', description.Bandwidths);
        Line(text, 't', "0 0");
        Lines(text, 'a', description.Attributes);
        foreach (MediaDescription media in description.Media)
        {
            Media(text, media);
        }

        return text.ToString();
    }

    private static void Media(StringBuilder text, MediaDescription media)
    {
        text.Append($"m={media.Media} {media.Port} {media.Protocol}");
        foreach (string format in media.Formats)
        {
            text.Append(' ').Append(format);
        }

        text.Append("\r\n");
        Connection(text, media.Connection);
        Lines(text, 'b', media.Bandwidths);
        Lines(text, 'a', media.Attributes);
    }

    private static void Connection(StringBuilder text, Connection? connection)
    {
        if (connection is not null)
        {
            Line(text, 'c', connection);
        }
    }

    private static void Lines<T>(StringBuilder text, char type, IReadOnlyList<T> values)
        where T : notnull
    {
        foreach (T value in values)
        {
            Line(text, type, value);
        }
    }

    private static void Line<T>(StringBuilder text, char type, T value)
        where T : notnull => text.Append($"{type}={value}\r\n");
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Mcu.Core.Sdp;

/// <summary>A session description (RFC 8866): what its lines say, and back to text.</summary>
public sealed record SessionDescription
{
    /// <summary>The o= line.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The s= line.</summary>
    public string SessionName { get; init; } = "-";

    /// <summary>The session's c= line, or null when each m= line has its own.</summary>
    public Connection? Connection { get; init; }

    /// <summary>The session's b= lines.</summary>
    public IReadOnlyList<Bandwidth> Bandwidths { get; init; } = [];

    /// <summary>The session's a= lines, known or not.</summary>
    public IReadOnlyList<SdpAttribute> Attributes { get; init; } = [];

    /// <summary>The m= lines in their order.</summary>
    public IReadOnlyList<MediaDescription> Media { get; init; } = [];

    /// <summary>Where a line's media goes: its own c= or the session's.</summary>
    public Connection? ConnectionOf(MediaDescription media) => media.Connection ?? Connection;

    /// <summary>A line's direction: its own, else the session's, else <c>sendrecv</c>.</summary>
    public MediaDirection DirectionOf(MediaDescription media) =>
        media.Direction ?? Attributes.FindDirection() ?? MediaDirection.SendReceive;

    /// <summary>Reads UTF-8 text with CRLF or bare LF; never throws, keeps at most a few times the text's size.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SessionDescription? description, out SdpParseError error)
    {
        if (utf8.Length > SdpLimits.MaxBytes)
        {
            description = null;
            error = SdpParseError.TooLarge;
            return false;
        }

        return SdpParser.TryParse(Encoding.UTF8.GetString(utf8), out description, out error);
    }

    /// <summary>Reads text with CRLF or bare LF; never throws.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SessionDescription? description, out SdpParseError error)
    {
        if (text.Length > SdpLimits.MaxBytes)
        {
            description = null;
            error = SdpParseError.TooLarge;
            return false;
        }

        return SdpParser.TryParse(text, out description, out error);
    }

    /// <summary>The description as text with CRLF, in the order of RFC 8866 §5.</summary>
    public override string ToString() => SdpWriter.Write(this);
}

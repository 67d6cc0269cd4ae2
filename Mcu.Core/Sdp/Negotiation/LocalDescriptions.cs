using System.Globalization;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Our own descriptions: writing them, and reading the last one back.</summary>
internal static class LocalDescriptions
{
    /// <summary>The lines as a description; its version rises only when something differs from the one before.</summary>
    public static SessionDescription Write(IReadOnlyList<MediaDescription> lines, MediaCapabilities capabilities, NegotiatedSession? previous)
    {
        Connection connection = Connection.For(capabilities.Address);
        string sessionId = capabilities.SessionId.ToString(CultureInfo.InvariantCulture);
        Origin origin = previous?.LocalOrigin ?? new Origin("-", sessionId, 1, connection.AddressType, connection.Address);
        SessionDescription description = new() { Origin = origin, Connection = connection, Media = lines };
        bool isUnchanged = previous is null || description.ToString().Equals(previous.LocalDescription, StringComparison.Ordinal);
        return isUnchanged ? description : description with { Origin = origin with { Version = origin.Version + 1 } };
    }

    public static SessionDescription Read(NegotiatedSession session) =>
        SessionDescription.TryParse(session.LocalDescription, out SessionDescription? description, out SdpParseError error)
            ? description
            : throw new InvalidOperationException($"Our own description does not parse: {error}");

    /// <summary>The line with port 0, and nothing of what was in it.</summary>
    public static MediaDescription Disabled(MediaDescription line) =>
        line with { Port = 0, Connection = null, Bandwidths = [], Attributes = [] };
}

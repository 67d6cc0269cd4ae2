using Mcu.Core.Bfcp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Floor control as agreed: this side is the server, over UDP (RFC 8856).</summary>
public sealed record NegotiatedFloor
{
    /// <summary>Index of the m= line.</summary>
    public required int Line { get; init; }

    /// <summary>Our port.</summary>
    public required int LocalPort { get; init; }

    /// <summary>The peer's literal address; null while it hides it.</summary>
    public required string? RemoteAddress { get; init; }

    /// <summary>The peer's port.</summary>
    public required int RemotePort { get; init; }

    /// <summary>Conference, user, floor and version.</summary>
    public required FloorAssociation Association { get; init; }
}

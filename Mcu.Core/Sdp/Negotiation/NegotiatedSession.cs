namespace Mcu.Core.Sdp.Negotiation;

/// <summary>The outcome of an offer and its answer: plain data, all that the media plane and a standby node need.</summary>
public sealed record NegotiatedSession
{
    /// <summary>Our description as sent: the answer, or the offer that was answered.</summary>
    public required string LocalDescription { get; init; }

    /// <summary>The peer's description as understood.</summary>
    public required string RemoteDescription { get; init; }

    /// <summary>Our o= line; its version is what the next description counts on from.</summary>
    public required Origin LocalOrigin { get; init; }

    /// <summary>The peer's o= line.</summary>
    public required Origin RemoteOrigin { get; init; }

    /// <summary>Whether ours was the offer.</summary>
    public required bool OfferedByUs { get; init; }

    /// <summary>Nothing has changed since the session before: leave the media as it is.</summary>
    public bool IsRefresh { get; init; }

    /// <summary>Sound, or null when refused by either side.</summary>
    public NegotiatedAudio? Audio { get; init; }

    /// <summary>The main picture, or null when refused by either side.</summary>
    public NegotiatedVideo? Video { get; init; }

    /// <summary>The slides, or null when refused by either side.</summary>
    public NegotiatedVideo? Slides { get; init; }

    /// <summary>Floor control of the slides, or null when either side has none.</summary>
    public NegotiatedFloor? Floor { get; init; }

    /// <summary>Which session, in which versions; never the descriptions, which hold keys.</summary>
    public override string ToString() => $"session {LocalOrigin} / {RemoteOrigin}";
}

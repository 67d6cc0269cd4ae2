using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>Why there is nothing in common: the words of a 488 (RFC 3261 §20.43).</summary>
/// <param name="WarningCode">300 to 399.</param>
/// <param name="WarningText">Plain ASCII without quotes.</param>
public sealed record SdpRefusal(int WarningCode, string WarningText)
{
    /// <summary>The SIP status to answer with: 488 Not Acceptable Here.</summary>
    public const int StatusCode = 488;
}

/// <summary>A session, or why there is none.</summary>
public sealed class NegotiationResult
{
    internal NegotiationResult(NegotiatedSession session) => Session = session;

    internal NegotiationResult(SdpRefusal refusal) => Refusal = refusal;

    /// <summary>Whether there is a session.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Session is not null;

    /// <summary>The session, or null.</summary>
    public NegotiatedSession? Session { get; }

    /// <summary>Why not, or null.</summary>
    public SdpRefusal? Refusal { get; }
}

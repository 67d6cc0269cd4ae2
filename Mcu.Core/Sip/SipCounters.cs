using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>What a user agent has seen, for the metrics.</summary>
public sealed class SipCounters
{
    private readonly long[] malformed = new long[Enum.GetValues<SipParseError>().Length];

    /// <summary>Well-formed messages received.</summary>
    public long Received { get; internal set; }

    /// <summary>Messages given out to be sent.</summary>
    public long Sent { get; internal set; }

    /// <summary>Requests dropped since their source sent too many.</summary>
    public long RateLimited { get; internal set; }

    /// <summary>Responses and ACKs that belong to nothing.</summary>
    public long Stray { get; internal set; }

    /// <summary>Requests within a dialog that came from somewhere else than its peer.</summary>
    public long FromElsewhere { get; internal set; }

    /// <summary>Messages that were not looked at, as the user agent was told to be silent.</summary>
    public long Unheard { get; internal set; }

    /// <summary>Answers kept back, being over twice the request's size.</summary>
    public long Amplifying { get; internal set; }

    /// <summary>Malformed messages by reason.</summary>
    public long Malformed(SipParseError reason) => malformed[(int)reason];

    internal void CountMalformed(SipParseError reason) => malformed[(int)reason]++;
}

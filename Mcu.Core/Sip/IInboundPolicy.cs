using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>
/// Decides whether a request outside dialogs is served, before anything is kept for it. Authentication and the
/// registrar attach here.
/// </summary>
public interface IInboundPolicy
{
    /// <summary>Null lets the request in; otherwise it is answered so and not served.</summary>
    SipAnswer? Judge(SipMessage request, SipFlow flow, Instant now);
}

/// <summary>A final answer to a request that the user agent does not serve further.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">Headers that the answer carries, such as a challenge.</param>
public sealed record SipAnswer(int Status, params IReadOnlyList<SipHeader> Headers);

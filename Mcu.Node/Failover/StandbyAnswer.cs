using System.Net;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Node.Failover;

/// <summary>
/// What a standby answers a room that calls it: where the MCU is that leads (302, RFC 3261 §21.3.3), or to try again (503) while nobody
/// does. Only a standby that has been one for a while, and has heard its leader if it believes in one, says anything: a node that has just lost the lead may not know
/// what became of its calls, and one that stood still believes in a leader of before.
/// </summary>
/// <param name="self">This node.</param>
/// <param name="status">Its role.</param>
/// <param name="view">What it knows of its group.</param>
/// <param name="sipOf">Where rooms reach a member, address and port; null: not known.</param>
internal sealed class StandbyAnswer(string self, Func<RoleStatus> status, Func<ConsensusView> view, Func<string, string?> sipOf) : IInboundPolicy
{
    /// <summary>How long a node must have been a standby.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(3);

    /// <summary>How long ago the leader must have been heard at most: a few times what takes it for lost.</summary>
    public static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(5);

    private static readonly SipAnswer Later = new(503, new SipHeader(SipHeaderNames.RetryAfter, "3")); // a failover is over by then

    /// <inheritdoc/>
    public SipAnswer? Judge(SipMessage request, SipFlow flow, Instant now)
    {
        RoleStatus role = status();
        ConsensusView group = view();
        if (role.Role != NodeRole.Standby || now - role.Since < SettledAfter || group.Role == ConsensusRole.Leader || group.Leader == self)
        {
            return null;
        }

        if (group.Leader is not { } leader)
        {
            return Later;
        }

        if (now - group.LastContact > HeardWithin)
        {
            return null;
        }

        return IPEndPoint.TryParse(sipOf(leader) ?? "", out IPEndPoint? there)
            ? new SipAnswer(302, new SipHeader(SipHeaderNames.Contact, $"<{SipUri.For(request.RequestUri?.User, there, flow.Transport)}>"))
            : Later; // it is of a version that does not tell
    }
}

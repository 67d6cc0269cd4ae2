using System.Security.Cryptography;
using System.Text;
using Mcu.Core.Randomness;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;

namespace Mcu.Core.Sip;

/// <summary>
/// Answers requests without keeping anything for them (RFC 3261 §8.2.7), so that strangers cost no memory. An answer
/// over UDP is at most twice the request, since its source may be forged.
/// </summary>
internal sealed class StatelessAnswers
{
    private static readonly string[] Optional =
        [SipHeaderNames.Server, SipHeaderNames.Supported, SipHeaderNames.Accept, SipHeaderNames.Allow];

    private readonly SipOutbox outbox;
    private readonly ResponseBuilder builder;
    private readonly SipCounters counters;
    private readonly byte[] secret = new byte[32];

    public StatelessAnswers(SipOutbox outbox, ResponseBuilder builder, SipCounters counters, IRandomSource random)
    {
        this.outbox = outbox;
        this.builder = builder;
        this.counters = counters;
        random.Fill(secret);
    }

    public void Send(SipMessage request, SipFlow flow, SipAnswer answer, string? reason = null, bool isOfStandby = false)
    {
        SipMessage response = builder.Build(request, answer.Status, Tag(request), reason);
        foreach (SipHeader header in answer.Headers)
        {
            response.Headers.Add(header.Name, header.Value);
        }

        if (flow.IsReliable || Shrink(response, 2 * request.WireLength))
        {
            outbox.Send(response.ToBytes(), ResponseRoute.For(request, flow), isOfStandby: isOfStandby);
        }
        else
        {
            counters.Amplifying++;
        }
    }

    private static bool Shrink(SipMessage response, int limit)
    {
        foreach (string name in Optional)
        {
            if (response.ToBytes().Length <= limit)
            {
                return true;
            }

            response.Headers.Remove(name);
        }

        return response.ToBytes().Length <= limit;
    }

    // The same request gets the same tag each time, though nothing is remembered.
    private string Tag(SipMessage request)
    {
        string identity = $"{request.Headers[SipHeaderNames.CallId]} {request.Headers[SipHeaderNames.From]} {request.Via.Branch}";
        byte[] digest = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(identity));
        return Convert.ToHexStringLower(digest.AsSpan(0, 16));
    }
}

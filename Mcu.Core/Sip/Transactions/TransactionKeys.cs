using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip.Transactions;

/// <summary>How messages find their transaction (RFC 3261 §17.1.3, §17.2.3).</summary>
internal static class TransactionKeys
{
    /// <summary>The key of a client transaction, from its request or from a response to it.</summary>
    public static string Client(SipMessage message) => $"c {message.Via.Branch} {message.CSeq.Method}";

    /// <summary>The key of a request's server transaction; ACK and CANCEL can ask for the INVITE's.</summary>
    public static string Server(SipMessage request, string method)
    {
        SipVia via = request.Via;
        if (via.HasUniqueBranch)
        {
            return $"s {via.Branch} {via.SentBy.ToLowerInvariant()} {method}";
        }

        // A branch of RFC 2543 says nothing: the request itself does, except To's tag, which ACK has and INVITE lacks.
        return $"s2543 {request.RequestUri} {request.From.Tag} {request.CallId} {request.CSeq.Number} {via.SentBy};{via.Branch} {method}";
    }

    /// <summary>The same for two copies of one request that took two ways here (RFC 3261 §8.2.2.2).</summary>
    public static string Merge(SipMessage request) => $"{request.From.Tag} {request.CallId} {request.CSeq}";
}

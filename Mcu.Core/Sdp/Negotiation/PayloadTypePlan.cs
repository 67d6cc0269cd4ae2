namespace Mcu.Core.Sdp.Negotiation;

/// <summary>
/// Hands out payload types for an offer. What a number stood for in this stream it keeps (RFC 3264 §8.3.2), so those of
/// the line before are reused for the same format and for nothing else.
/// </summary>
/// <param name="before">Our line in the description before, or null.</param>
internal sealed class PayloadTypePlan(MediaDescription? before)
{
    private const int FirstDynamic = 96;
    private const int LastDynamic = 127;

    private readonly HashSet<int> _taken = [.. before?.PayloadTypes ?? []];

    /// <summary>The number that the format had, else the usual one, else the first free dynamic one.</summary>
    public int Take(int usual, Func<RtpMap, bool> isSame)
    {
        foreach (int payloadType in before?.PayloadTypes ?? [])
        {
            if (before!.FindRtpMap(payloadType) is { } map && isSame(map))
            {
                return payloadType;
            }
        }

        return TakeNew(usual);
    }

    /// <summary>The usual number, else the first free dynamic one.</summary>
    public int TakeNew(int usual)
    {
        int payloadType = usual;
        for (int candidate = FirstDynamic; !_taken.Add(payloadType) && candidate <= LastDynamic; candidate++)
        {
            payloadType = candidate;
        }

        return payloadType;
    }
}

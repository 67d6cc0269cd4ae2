namespace Mcu.Core.Sip.Transactions;

/// <summary>The base values of RFC 3261 §17, Table 4.</summary>
/// <param name="T1">The round trip estimate.</param>
/// <param name="T2">The longest time between two retransmissions.</param>
/// <param name="T4">How long a message may stay in the network.</param>
public sealed record SipTimers(TimeSpan T1, TimeSpan T2, TimeSpan T4)
{
    /// <summary>The values of the RFC: 500 ms, 4 s, 5 s.</summary>
    public static readonly SipTimers Standard = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));

    /// <summary>64 * T1: how long a transaction tries, and the value of timers B, F, H, J, L and M.</summary>
    public TimeSpan Timeout => 64 * T1;

    /// <summary>Timer D over UDP: at least 32 s.</summary>
    public TimeSpan D => TimeSpan.FromTicks(Math.Max(TimeSpan.FromSeconds(32).Ticks, Timeout.Ticks));

    /// <summary>The next retransmission interval: doubled, up to T2.</summary>
    public TimeSpan Double(TimeSpan interval) => TimeSpan.FromTicks(Math.Min(interval.Ticks * 2, T2.Ticks));
}

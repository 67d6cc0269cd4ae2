using System.Net;

namespace Mcu.Core.Sip;

/// <summary>What a user agent is told once.</summary>
public sealed record SipUserAgentOptions
{
    /// <summary>The UDP address that peers reach us at; not a wildcard.</summary>
    public required IPEndPoint UdpAddress { get; init; }

    /// <summary>The TCP address that peers reach us at; not a wildcard.</summary>
    public required IPEndPoint TcpAddress { get; init; }

    /// <summary>The product in Server and User-Agent; empty leaves them out.</summary>
    public string Product { get; init; } = "mcu";

    /// <summary>The user part of our Contact when a call does not give one.</summary>
    public string ContactUser { get; init; } = "mcu";

    /// <summary>
    /// Whether requests within a dialog are taken from its peer's address only, so that nobody can forge a BYE. Rooms take them
    /// from anywhere that knows the dialog: their MCU's standby may carry the call on.
    /// </summary>
    public bool PinsDialogs { get; init; } = true;

    /// <summary>Calls at once; further ones get 503.</summary>
    public int MaximumCalls { get; init; } = 500;

    /// <summary>
    /// Server transactions at once for requests outside dialogs; those beyond get 503 and nothing is kept. Within
    /// dialogs twice as many.
    /// </summary>
    public int MaximumServerTransactions { get; init; } = 8192;

    /// <summary>Requests larger than this many bytes go by TCP (RFC 3261 §18.1.1).</summary>
    public int LargestUdpRequest { get; init; } = 1300;

    /// <summary>Requests outside dialogs that one source address may send per second, on average.</summary>
    public double RequestsPerSecond { get; init; } = 100;

    /// <summary>Requests outside dialogs that one source address may send at once.</summary>
    public int RequestBurst { get; init; } = 200;

    /// <summary>The session interval that we ask for (RFC 4028).</summary>
    public TimeSpan SessionInterval { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>The smallest session interval that we accept (RFC 4028 §5).</summary>
    public TimeSpan SmallestSessionInterval { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long an outgoing call may ring.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>T1, T2 and T4.</summary>
    public Transactions.SipTimers Timers { get; init; } = Transactions.SipTimers.Standard;
}

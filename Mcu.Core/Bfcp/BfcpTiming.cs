namespace Mcu.Core.Bfcp;

/// <summary>Timers of transactions over UDP (RFC 8855 §8.3).</summary>
internal static class BfcpTiming
{
    /// <summary>T1: until a request is sent again; twice as long each time.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    /// <summary>T2: how long an answer is kept for the same request again.</summary>
    public static readonly TimeSpan KeepAnswers = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is sent at most.</summary>
    public const int MostSends = 4;
}

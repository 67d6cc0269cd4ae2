using Mcu.Core.Conferences;
using Mcu.Core.Sip;

namespace Mcu.Node.Calls;

/// <summary>SIP's reasons in words, and ours in SIP's numbers.</summary>
public static class CallReasons
{
    /// <summary>The status that refuses a caller; null: it may come in.</summary>
    public static int? StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.None => null,
        Refusal.Ended => 404,
        Refusal.Locked => 403,
        _ => 486,
    };

    /// <summary>Why an established call ended.</summary>
    public static string Of(SipEvent.Ended ended) => ended.Reason switch
    {
        CallEnd.LocalHangup => "hung up by the MCU",
        CallEnd.RemoteHangup => "hung up",
        CallEnd.NoAck => "answer never acknowledged",
        CallEnd.SessionExpired => "session timer ran out",
        _ => $"dialog lost ({ended.Status})",
    };

    /// <summary>The reason phrase of a refused call.</summary>
    public static string PhraseOf(SipEvent.Failed failed) => failed.Response?.Reason is { Length: > 0 } phrase ? phrase : failed.Status switch
    {
        408 => "Request Timeout",
        503 => "Service Unavailable",
        _ => "Failed",
    };
}

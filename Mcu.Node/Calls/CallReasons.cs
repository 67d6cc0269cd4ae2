using Mcu.Core.Conferences;
using Mcu.Core.Sip;

namespace Mcu.Node.Calls;

/// <summary>
/// Why calls and conferences end, as data: a word of the API (<c>Mcu.Node.Texts.ReasonTexts</c> has a sentence for each), or a
/// SIP status with its phrase, <c>486 Busy Here</c>.
/// </summary>
public static class CallReasons
{
    /// <summary>The room hung up.</summary>
    public const string HungUp = "hung_up";

    /// <summary>An operator dropped the site.</summary>
    public const string Dropped = "dropped";

    /// <summary>The call was given up before it was answered.</summary>
    public const string Canceled = "canceled";

    /// <summary>The room that we called or held called in itself.</summary>
    public const string CalledIn = "called_in";

    /// <summary>Nothing came from the room any more.</summary>
    public const string NoMedia = "no_media";

    /// <summary>The room and this node have no codec in common.</summary>
    public const string NoCommonCodec = "no_common_codec";

    /// <summary>A codec could not be opened.</summary>
    public const string CodecFailed = "codec_failed";

    /// <summary>The conference was locked or filled while the call was made.</summary>
    public const string NotAdmitted = "not_admitted";

    /// <summary>The node has no media port left.</summary>
    public const string NoPorts = "no_ports";

    /// <summary>Our 200 was never acknowledged.</summary>
    public const string NotAcknowledged = "not_acknowledged";

    /// <summary>The session timer ran out (RFC 4028).</summary>
    public const string SessionExpired = "session_expired";

    /// <summary>The room no longer knows the call.</summary>
    public const string DialogLost = "dialog_lost";

    /// <summary>Another node has this node's calls.</summary>
    public const string TakenOver = "taken_over";

    /// <summary>The call of a node that failed could not be carried on.</summary>
    public const string TakeoverFailed = "takeover_failed";

    /// <summary>The room went back to the node below whose site it is.</summary>
    public const string HandedBack = "handed_back";

    /// <summary>An operator ended the conference.</summary>
    public const string EndedByOperator = "ended_by_operator";

    /// <summary>The conference's time is over.</summary>
    public const string TimeOver = "time_over";

    /// <summary>The node is stopping.</summary>
    public const string NodeStopping = "node_stopping";

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        HungUp, Dropped, Canceled, CalledIn, NoMedia, NoCommonCodec, CodecFailed, NotAdmitted, NoPorts, NotAcknowledged,
        SessionExpired, DialogLost, TakenOver, TakeoverFailed, HandedBack, EndedByOperator, TimeOver, NodeStopping,
    ];

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
        CallEnd.LocalHangup => Dropped,
        CallEnd.RemoteHangup => HungUp,
        CallEnd.NoAck => NotAcknowledged,
        CallEnd.SessionExpired => SessionExpired,
        _ => DialogLost,
    };

    /// <summary>A reason that a SIP status gave.</summary>
    public static string OfStatus(int status, string phrase) => $"{status} {phrase}";

    /// <summary>The status in a reason that has one, with its phrase.</summary>
    public static bool TryGetStatus(string reason, out int status, out string phrase)
    {
        int space = reason.IndexOf(' ', StringComparison.Ordinal);
        phrase = space < 0 ? "" : reason[(space + 1)..];
        return int.TryParse(space < 0 ? reason : reason[..space], out status) && status is >= 100 and <= 699;
    }

    /// <summary>The reason phrase of a refused call.</summary>
    public static string PhraseOf(SipEvent.Failed failed) => failed.Response?.Reason is { Length: > 0 } phrase ? phrase : failed.Status switch
    {
        408 => "Request Timeout",
        503 => "Service Unavailable",
        _ => "Failed",
    };
}

using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip.Dialogs;

/// <summary>The agreement on a session timer (RFC 4028 §7 to §9).</summary>
internal static class SessionTimerTerms
{
    private const string OptionTag = "timer";

    /// <summary>True when the request must be refused with 422: its interval is too small, and it can raise it.</summary>
    public static bool IsTooSmall(SipMessage request, SipUserAgentOptions options) =>
        request.SessionExpires is { } asked && asked.Seconds < options.SmallestSessionInterval.TotalSeconds && Supports(request);

    /// <summary>Decides for an INVITE or UPDATE that we answer with 2xx, and says so in the response (§9).</summary>
    public static void AgreeAsServer(SipMessage request, SipMessage response, DialogState dialog, SipUserAgentOptions options)
    {
        bool supported = Supports(request);
        if (!supported && request.SessionExpires is null)
        {
            dialog.SessionInterval = 0;
            return;
        }

        double wanted = request.SessionExpires?.Seconds ?? options.SessionInterval.TotalSeconds;
        double smallest = Math.Max(options.SmallestSessionInterval.TotalSeconds, request.MinSe ?? 0);
        dialog.SessionInterval = (uint)Math.Max(smallest, Math.Min(wanted, options.SessionInterval.TotalSeconds));

        SessionRefresher refresher = request.SessionExpires?.Refresher ?? SessionRefresher.Unspecified;
        bool peerRefreshes = supported && refresher != SessionRefresher.Uas;
        dialog.WeRefresh = !peerRefreshes;
        refresher = peerRefreshes ? SessionRefresher.Uac : SessionRefresher.Uas;
        response.Headers.Add(SipHeaderNames.SessionExpires, new SessionExpires(dialog.SessionInterval, refresher).ToString());
        if (supported)
        {
            response.Headers.Add(SipHeaderNames.Require, OptionTag);
        }
    }

    /// <summary>Takes what the 2xx to our INVITE or UPDATE says (§7.2).</summary>
    public static void AgreeAsClient(SipMessage response, DialogState dialog)
    {
        dialog.SessionInterval = response.SessionExpires?.Seconds ?? 0;
        dialog.WeRefresh = response.SessionExpires?.Refresher != SessionRefresher.Uas;
    }

    /// <summary>Asks for a session timer in an INVITE or UPDATE of ours; within a dialog the roles stay (§7.4).</summary>
    public static void Ask(SipMessage request, DialogState? dialog, uint minSe, SipUserAgentOptions options)
    {
        uint interval = dialog is { SessionInterval: > 0 } ? dialog.SessionInterval : (uint)options.SessionInterval.TotalSeconds;
        SessionRefresher refresher = dialog switch
        {
            { SessionInterval: > 0, WeRefresh: true } => SessionRefresher.Uac,
            { SessionInterval: > 0 } => SessionRefresher.Uas,
            _ => SessionRefresher.Unspecified,
        };
        uint smallest = Math.Max(minSe, (uint)options.SmallestSessionInterval.TotalSeconds);
        request.Headers.Add(SipHeaderNames.SessionExpires, new SessionExpires(Math.Max(interval, minSe), refresher).ToString());
        request.Headers.Add(SipHeaderNames.MinSe, smallest.ToString());
    }

    private static bool Supports(SipMessage request) =>
        request.Headers.Lists(SipHeaderNames.Supported, OptionTag) || request.Headers.Lists(SipHeaderNames.Require, OptionTag);
}

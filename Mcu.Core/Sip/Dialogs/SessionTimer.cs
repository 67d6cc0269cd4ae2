using Mcu.Core.Time;

namespace Mcu.Core.Sip.Dialogs;

/// <summary>When a session is to be refreshed and when it is over (RFC 4028 §10).</summary>
internal sealed class SessionTimer
{
    /// <summary>When we send a refresh; never when the peer does.</summary>
    public Instant RefreshAt { get; private set; } = Instant.Never;

    /// <summary>When the session ends without one.</summary>
    public Instant ExpireAt { get; private set; } = Instant.Never;

    public Instant Deadline => Instant.Earlier(RefreshAt, ExpireAt);

    /// <summary>Starts anew after the session was set up or refreshed, by what the dialog agreed on.</summary>
    public void Restart(DialogState dialog, Instant now)
    {
        if (dialog.SessionInterval == 0)
        {
            Stop();
            return;
        }

        var interval = TimeSpan.FromSeconds(dialog.SessionInterval);
        RefreshAt = dialog.WeRefresh ? now + (interval / 2) : Instant.Never;

        // Who does not refresh says BYE a little before the interval's end.
        var early = TimeSpan.FromSeconds(Math.Min(32, interval.TotalSeconds / 3));
        ExpireAt = now + (dialog.WeRefresh ? interval : interval - early);
    }

    /// <summary>The refresh is on its way.</summary>
    public void RefreshSent() => RefreshAt = Instant.Never;

    /// <summary>The refresh did not succeed: try again then.</summary>
    public void RetryAt(Instant at) => RefreshAt = ExpireAt == Instant.Never ? Instant.Never : at;

    public void Stop() => RefreshAt = ExpireAt = Instant.Never;
}

using Mcu.Core.Time;

namespace Mcu.Node.Loops;

/// <summary>
/// The timers of the state that a <see cref="ControlLoop"/> owns (SIP transactions, dialogs, conferences). Called on
/// the loop's thread.
/// </summary>
public interface IControlTimers
{
    /// <summary>When the next timer fires; <see cref="Instant.Never"/> for none. Asked after each command.</summary>
    Instant NextDeadline { get; }

    /// <summary>Fires what is due.</summary>
    void OnDeadline(Instant now);
}

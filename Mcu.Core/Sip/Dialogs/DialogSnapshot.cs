namespace Mcu.Core.Sip.Dialogs;

/// <summary>How far a dialog is (RFC 3261 §12).</summary>
public enum DialogPhase
{
    /// <summary>Invited, not answered: nobody else can carry it on, it has to be made anew.</summary>
    Early,

    /// <summary>It stands.</summary>
    Confirmed,

    /// <summary>It is over.</summary>
    Ended,
}

/// <summary>A dialog as it was at one moment: all that another node needs to carry its call on.</summary>
/// <param name="Phase">How far it was.</param>
/// <param name="Dialog">What it was; none but of a confirmed one.</param>
public sealed record DialogSnapshot(DialogPhase Phase, DialogState? Dialog);

namespace Mcu.Core.Sip;

/// <summary>Whether a user agent carries on a call that another one had.</summary>
public enum AdoptionVerdict
{
    /// <summary>It does: the call is established here.</summary>
    Adopted,

    /// <summary>It had not been answered: the peer has to be called anew.</summary>
    NotConfirmed,

    /// <summary>It is over, there or here: it stays so.</summary>
    Ended,

    /// <summary>This user agent has it already.</summary>
    Known,

    /// <summary>Its addresses or URIs cannot be read.</summary>
    Malformed,
}

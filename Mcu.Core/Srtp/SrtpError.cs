namespace Mcu.Core.Srtp;

/// <summary>Why a packet could not be protected, or was not taken.</summary>
public enum SrtpError
{
    /// <summary>It could.</summary>
    None,

    /// <summary>Too short, too long, or no RTP or RTCP.</summary>
    Malformed,

    /// <summary>Its tag is wrong: not from who has the key, or changed on the way.</summary>
    Unauthentic,

    /// <summary>It came before, or is too old to know.</summary>
    Replayed,

    /// <summary>RTCP in the clear (RFC 3711 §3.4, E flag).</summary>
    NotEncrypted,
}

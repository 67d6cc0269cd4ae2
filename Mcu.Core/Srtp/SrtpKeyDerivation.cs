namespace Mcu.Core.Srtp;

/// <summary>Session keys out of a master key (RFC 3711 §4.3.1, RFC 6188 §3, RFC 7714 §11), at a derivation rate of zero.</summary>
public static class SrtpKeyDerivation
{
    /// <summary>The label of encryption keys; that of RTCP is <see cref="RtcpOffset"/> higher, as with the others.</summary>
    public const byte EncryptionLabel = 0;

    /// <summary>The label of authentication keys.</summary>
    public const byte AuthenticationLabel = 1;

    /// <summary>The label of salts.</summary>
    public const byte SaltLabel = 2;

    /// <summary>What is added to a label for RTCP.</summary>
    public const byte RtcpOffset = 3;

    private const int LabelAt = 7; // key_id is right-aligned with the 112-bit salt
    private const int BlockLength = 16;

    /// <summary>Fills the span with the session key of a label.</summary>
    public static void Derive(SrtpKey master, byte label, Span<byte> sessionKey)
    {
        using AesCounterMode prf = AesCounterMode.Create(master.Key);
        Span<byte> counter = stackalloc byte[BlockLength];
        counter.Clear();
        master.Salt.CopyTo(counter);
        counter[LabelAt] ^= label;
        sessionKey.Clear();
        prf.Apply(counter, sessionKey);
    }

    internal static byte[] Derive(SrtpKey master, byte label, bool isRtcp, int length)
    {
        var key = new byte[length];
        Derive(master, (byte)(label + (isRtcp ? RtcpOffset : 0)), key);
        return key;
    }
}

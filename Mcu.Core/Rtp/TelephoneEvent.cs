using System.Buffers.Binary;

namespace Mcu.Core.Rtp;

/// <summary>A payload of named telephone events (RFC 4733 §2.3).</summary>
/// <param name="Code">The event; 0 to 15 are DTMF.</param>
/// <param name="IsEnd">The E bit.</param>
/// <param name="Volume">Power below 0 dBm0, 0 to 63.</param>
/// <param name="Duration">Units of the timestamp since the event began.</param>
public readonly record struct TelephoneEvent(byte Code, bool IsEnd, byte Volume, ushort Duration)
{
    /// <summary>Bytes of a payload.</summary>
    public const int Length = 4;

    private const string Digits = "0123456789*#ABCD";

    /// <summary>The DTMF digit, or NUL for another event.</summary>
    public char Digit => Code < Digits.Length ? Digits[Code] : '\0';

    /// <summary>Reads a payload; false when it is too short.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out TelephoneEvent value)
    {
        value = default;
        if (payload.Length < Length)
        {
            return false;
        }

        ushort duration = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        value = new TelephoneEvent(payload[0], (payload[1] & 0x80) != 0, (byte)(payload[1] & 0x3F), duration);
        return true;
    }
}

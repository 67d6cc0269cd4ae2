namespace Mcu.Core.Rtcp;

/// <summary>A 64-bit NTP timestamp: seconds since 1900 in the upper half, their fraction in the lower (RFC 3550 §4).</summary>
/// <param name="Value">32.32 fixed point.</param>
public readonly record struct NtpTime(ulong Value)
{
    /// <summary>The middle 32 bits, 16.16 fixed point, as LSR carries them.</summary>
    public uint Middle => (uint)(Value >> 16);

    /// <summary>The time between two timestamps.</summary>
    public static TimeSpan operator -(NtpTime a, NtpTime b) =>
        TimeSpan.FromSeconds((long)(a.Value - b.Value) / 4294967296.0);
}

namespace Mcu.Core.Packetizing;

/// <summary>Supplemental enhancement information (H.264 §7.3.2.3).</summary>
internal static class H264Sei
{
    private const int RecoveryPoint = 6;

    /// <summary>
    /// Whether a NAL unit has a recovery point message: senders that refresh gradually mark so where decoding can start.
    /// </summary>
    public static bool HasRecoveryPoint(ReadOnlySpan<byte> nal)
    {
        int at = 1;
        while (at + 2 < nal.Length)
        {
            int type = ReadValue(nal, ref at);
            int size = ReadValue(nal, ref at);
            if (type == RecoveryPoint)
            {
                return true;
            }

            at += size;
        }

        return false;
    }

    // Values are sums of bytes, of which all but the last are 255.
    private static int ReadValue(ReadOnlySpan<byte> nal, ref int at)
    {
        int value = 0;
        while (at < nal.Length && nal[at] == 0xFF)
        {
            value += nal[at++];
        }

        return at < nal.Length ? value + nal[at++] : value;
    }
}

using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>How much sound we put into a packet.</summary>
internal static class PacketTimes
{
    public const int Usual = 20;

    private static readonly int[] Possible = [60, 40, 20, 10];

    /// <summary>
    /// The most within the peer's ptime (a wish, RFC 8866 §6.4) and maxptime (a limit) that whole frames make up. Opus packets
    /// hold one frame of the usual length: nothing but a wish speaks against it, and all decoders take it.
    /// </summary>
    public static int Choose(AudioCodec codec, int? wanted, int? limit)
    {
        if (codec == AudioCodec.Opus)
        {
            return Usual;
        }

        int most = Math.Min(wanted ?? Usual, limit ?? int.MaxValue);
        foreach (int time in Possible)
        {
            if (time <= most)
            {
                return time;
            }
        }

        return Possible[^1];
    }
}

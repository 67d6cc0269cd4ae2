namespace Mcu.Core.Codecs.Opus;

/// <summary>Looks into Opus packets without decoding them (RFC 6716 §3).</summary>
internal static unsafe class OpusPacket
{
    private const int MostFrames = 48;

    /// <summary>How many 48 kHz samples a packet holds; -1 when it is broken.</summary>
    public static int DurationOf(ReadOnlySpan<byte> packet)
    {
        fixed (byte* bytes = packet)
        {
            int samples = packet.IsEmpty ? -1 : LibOpus.PacketSamples(bytes, packet.Length, 48000);
            return samples > 0 ? samples : -1;
        }
    }

    /// <summary>
    /// Whether a packet carries the one before it too. SILK's header bits come first and are plain (RFC 6716 §4.2.3): a voice
    /// activity flag for each SILK frame, then the flag of the low bit rate redundancy (LBRR).
    /// </summary>
    public static bool HasRedundancy(ReadOnlySpan<byte> packet)
    {
        byte** frames = stackalloc byte*[MostFrames];
        short* sizes = stackalloc short[MostFrames];
        byte toc;
        fixed (byte* bytes = packet)
        {
            if (packet.IsEmpty || LibOpus.PacketParse(bytes, packet.Length, &toc, frames, sizes, null) <= 0 || sizes[0] == 0)
            {
                return false;
            }

            int configuration = toc >> 3;
            bool isCeltOnly = configuration >= 16;
            int silkFrames = configuration < 12 ? Math.Max(1, configuration & 3) : 1; // 10, 20, 40, 60 ms; hybrid 10, 20
            return !isCeltOnly && ((frames[0][0] >> (7 - silkFrames)) & 1) != 0;
        }
    }
}

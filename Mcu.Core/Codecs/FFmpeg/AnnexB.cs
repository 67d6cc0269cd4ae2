namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>Walks H.264's byte stream format (ITU-T H.264 Annex B).</summary>
internal static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    /// <summary>
    /// Takes the next NAL unit, without its start code, off the front of a byte stream. It has at least one byte; zero bytes
    /// that trail it stay on.
    /// </summary>
    public static bool TryNext(ref ReadOnlySpan<byte> stream, out ReadOnlySpan<byte> nal)
    {
        int start = stream.IndexOf(StartCode);
        while (start >= 0)
        {
            stream = stream[(start + StartCode.Length)..];
            start = stream.IndexOf(StartCode);
            nal = start < 0 ? stream : stream[..start];
            if (!nal.IsEmpty)
            {
                return true;
            }
        }

        stream = default;
        nal = default;
        return false;
    }

    /// <summary>The parameter sets of an access unit (SPS and PPS), each with a start code; empty when one kind is missing.</summary>
    public static byte[] ParameterSets(ReadOnlySpan<byte> accessUnit)
    {
        List<byte> sets = [];
        int kinds = 0;
        while (TryNext(ref accessUnit, out ReadOnlySpan<byte> nal))
        {
            int type = nal[0] & 0x1f;
            if (type is 7 or 8)
            {
                sets.AddRange([0, 0, 0, 1]);
                sets.AddRange(nal.TrimEnd((byte)0));
                kinds |= type == 7 ? 1 : 2;
            }
        }

        return kinds == 3 ? [.. sets] : [];
    }
}

namespace Mcu.Core.Packetizing;

/// <summary>Walks the NAL units of a byte stream (H.264 Annex B).</summary>
public static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    /// <summary>
    /// Takes the next NAL unit off the stream, without start code and trailing zeros. The search is the runtime's
    /// vectorized one. False when there is none left.
    /// </summary>
    public static bool TryRead(ref ReadOnlySpan<byte> stream, out ReadOnlySpan<byte> nal)
    {
        while (true)
        {
            int at = stream.IndexOf(StartCode);
            if (at < 0)
            {
                nal = stream = default;
                return false;
            }

            stream = stream[(at + StartCode.Length)..];
            int next = stream.IndexOf(StartCode);
            nal = (next < 0 ? stream : stream[..next]).TrimEnd((byte)0);
            stream = next < 0 ? default : stream[next..];
            if (!nal.IsEmpty)
            {
                return true;
            }
        }
    }

    /// <summary>The parameter sets of an access unit (SPS and PPS), each with a start code; empty when one kind is missing.</summary>
    public static byte[] ParameterSets(ReadOnlySpan<byte> accessUnit)
    {
        List<byte> sets = [];
        HashSet<int> kinds = [];
        while (TryRead(ref accessUnit, out ReadOnlySpan<byte> nal))
        {
            int type = H264NalType.Of(nal[0]);
            if (type is H264NalType.Sps or H264NalType.Pps)
            {
                sets.AddRange([0, 0, 0, 1]);
                sets.AddRange(nal);
                kinds.Add(type);
            }
        }

        return kinds.Count == 2 ? [.. sets] : [];
    }
}

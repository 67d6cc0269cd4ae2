namespace Mcu.Tests.Packetizing;

/// <summary>Writes sequence parameter sets that no encoder would.</summary>
internal static class SpsBits
{
    public static byte[] Build(int macroblocksAcross, int macroblocksDown, int references, int crop = 0)
    {
        List<bool> bits = [];
        Unsigned(0); // id
        Unsigned(0); // log2_max_frame_num_minus4
        Unsigned(2); // pic_order_cnt_type
        Unsigned(references);
        bits.Add(false);
        Unsigned(macroblocksAcross - 1);
        Unsigned(macroblocksDown - 1);
        bits.Add(true); // frame_mbs_only_flag
        bits.Add(true);
        bits.Add(crop > 0);
        for (int side = 0; crop > 0 && side < 4; side++)
        {
            Unsigned(crop);
        }

        bits.Add(false); // no VUI
        bits.Add(true);
        return [0x67, 66, 0xC0, 40, .. Protect(Pack(bits))];

        void Unsigned(int value)
        {
            string code = Convert.ToString(value + 1L, 2);
            bits.AddRange(Enumerable.Repeat(element: false, code.Length - 1));
            bits.AddRange(code.Select(bit => bit == '1'));
        }
    }

    private static List<byte> Pack(List<bool> bits)
    {
        List<byte> bytes = [];
        for (int i = 0; i < bits.Count; i++)
        {
            if (i % 8 == 0)
            {
                bytes.Add(0);
            }

            bytes[^1] |= (byte)(bits[i] ? 0x80 >> (i % 8) : 0);
        }

        return bytes;
    }

    private static List<byte> Protect(List<byte> bytes)
    {
        List<byte> safe = [];
        foreach (byte next in bytes)
        {
            if (next <= 3 && safe.Count >= 2 && safe[^1] == 0 && safe[^2] == 0)
            {
                safe.Add(3);
            }

            safe.Add(next);
        }

        return safe;
    }
}

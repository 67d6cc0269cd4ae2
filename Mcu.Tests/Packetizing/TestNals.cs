namespace Mcu.Tests.Packetizing;

/// <summary>NAL units and byte streams for tests; slices hold no zero bytes, so no start codes.</summary>
internal static class TestNals
{
    /// <summary>1280x720, baseline, as x264 writes it.</summary>
    public static readonly byte[] Sps = Convert.FromHexString("6742C01FD9005005BB011000000300100000030320F1832480");

    /// <summary>A picture parameter set of number 0.</summary>
    public static readonly byte[] Pps = [0x68, 0xCB, 0x83, 0xCB, 0x20];

    /// <summary>A slice; the first of a picture has first_mb_in_slice 0, whose code is a single 1 bit.</summary>
    public static byte[] Slice(bool isIdr, int length, int seed = 1, bool isFirst = true)
    {
        var random = new Random(seed);
        var nal = new byte[length];
        for (int i = 0; i < length; i++)
        {
            nal[i] = (byte)random.Next(1, 256);
        }

        nal[0] = (byte)(isIdr ? 0x65 : 0x41);
        nal[1] = (byte)(isFirst ? nal[1] | 0x80 : 0x41);
        return nal;
    }

    /// <summary>The byte stream of NAL units.</summary>
    public static byte[] Stream(params byte[][] nals) =>
        [.. nals.SelectMany(nal => new byte[] { 0, 0, 0, 1 }.Concat(nal))];

    /// <summary>A key frame with its parameter sets.</summary>
    public static byte[] KeyFrame(int length, int seed = 1) => Stream(Sps, Pps, Slice(isIdr: true, length, seed));

    /// <summary>A VP8 frame of pseudo-random content.</summary>
    public static byte[] Vp8(bool isKey, int length, int width = 640, int height = 360, int seed = 1)
    {
        var frame = new byte[length];
        new Random(seed).NextBytes(frame);
        frame[0] = (byte)(isKey ? frame[0] & 0xFE : frame[0] | 1);
        if (isKey)
        {
            byte[] head = [0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
            head.CopyTo(frame, 3);
        }

        return frame;
    }
}

namespace Mcu.Tests.Hosting;

/// <summary>Bytes that nobody should have sent, the same in every run.</summary>
internal sealed class Garbage(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Noise, up to what a datagram of the media ports may hold and beyond.</summary>
    public byte[] Noise(int longest = 2100)
    {
        var bytes = new byte[random.Next(longest)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A packet that was good once: cut short, or with some bytes changed.</summary>
    public byte[] Spoil(ReadOnlySpan<byte> good)
    {
        byte[] bytes = good[..(random.Next(2) == 0 ? random.Next(good.Length) : good.Length)].ToArray();
        for (int i = random.Next(4); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    /// <summary>A compound of a sender report and of whatever says that it is RTCP.</summary>
    public byte[] Rtcp()
    {
        byte[] bytes = [0x80, (byte)random.Next(192, 214), 0, (byte)random.Next(40), .. Noise(longest: 200)];
        return Spoil(bytes);
    }
}

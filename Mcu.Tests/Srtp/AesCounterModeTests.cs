using System.Security.Cryptography;
using Mcu.Core.Srtp;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Srtp;

public sealed class AesCounterModeTests
{
    // RFC 3711 B.2 and RFC 6188 §7.1
    [TestCase(
        "2B7E151628AED2A6ABF7158809CF4F3C",
        "E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB41E95B3BB0A2E8DD477901E4FCA894C0",
        0)]
    [TestCase(
        "2B7E151628AED2A6ABF7158809CF4F3C",
        "EC8CDF7398607CB0F2D21675EA9EA1E4362B7C3C6773516318A077D7FC5073AE6A2CC3787889374FBEB4C81B17BA6C44",
        0xFEFF)]
    [TestCase(
        "57F82FE3613FD170A85EC93C40B1F0922EC4CB0DC025B58272147CC438944A98",
        "92BDD28A93C3F52511C677D08B5515A49DA71B2378A854F67050756DED165BAC63C4868B7096D88421B563B8C94C9A31",
        0)]
    public void Apply_VectorsOfTheRfcs_GiveTheirKeyStream(string key, string keyStream, int block)
    {
        byte[] counter = Convert.FromHexString($"F0F1F2F3F4F5F6F7F8F9FAFBFCFD{block:X4}");
        foreach (AesCounterMode cipher in Both(Convert.FromHexString(key)))
        {
            var data = new byte[keyStream.Length / 2];
            cipher.Apply(counter, data);
            Assert.That(Convert.ToHexString(data), Is.EqualTo(keyStream), cipher.GetType().Name);
            cipher.Dispose();
        }
    }

    [Test]
    public void Apply_AnyLength_IsAsTheBlockCipherOfTheFramework([Values(16, 32)] int keyLength)
    {
        var random = new SeededRandom(keyLength);
        var key = new byte[keyLength];
        random.Fill(key);
        var counter = new byte[16];
        using var aes = Aes.Create();
        aes.Key = key;
        AesCounterMode[] ciphers = [.. Both(key)];
        for (int length = 0; length <= 2100; length += length < 140 ? 1 : 97)
        {
            random.Fill(counter);
            byte[] expected = KeyStream(aes, counter, length);
            foreach (AesCounterMode cipher in ciphers)
            {
                var data = new byte[length];
                cipher.Apply(counter, data);
                Assert.That(data, Is.EqualTo(expected), $"{cipher.GetType().Name}, {length} bytes");
            }
        }

        Array.ForEach(ciphers, cipher => cipher.Dispose());
    }

    private static IEnumerable<AesCounterMode> Both(byte[] key)
    {
        yield return new SoftwareAesCounterMode(key);
        if (HardwareAesCounterMode.IsSupported)
        {
            yield return new HardwareAesCounterMode(key);
        }
    }

    private static byte[] KeyStream(Aes aes, byte[] counter, int length)
    {
        var stream = new List<byte>();
        uint first = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(counter.AsSpan(12));
        for (uint i = 0; stream.Count < length; i++)
        {
            byte[] block = [.. counter];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(12), unchecked(first + i));
            stream.AddRange(aes.EncryptEcb(block, PaddingMode.None));
        }

        return [.. stream[..length]];
    }
}

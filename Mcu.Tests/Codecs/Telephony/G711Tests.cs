using Mcu.Core.Codecs;
using Mcu.Core.Codecs.Telephony;

namespace Mcu.Tests.Codecs.Telephony;

/// <summary>The companding laws against values of ITU-T G.711.</summary>
public sealed class G711Tests
{
    // Table 1a and 2a: the decoder's output values, scaled to 16 bits.
    [TestCase(AudioCodec.Pcmu, 0xff, 0)]
    [TestCase(AudioCodec.Pcmu, 0x80, 32124)]
    [TestCase(AudioCodec.Pcmu, 0x00, -32124)]
    [TestCase(AudioCodec.Pcmu, 0xfe, 8)]
    [TestCase(AudioCodec.Pcma, 0xd5, 8)]
    [TestCase(AudioCodec.Pcma, 0x55, -8)]
    [TestCase(AudioCodec.Pcma, 0xaa, 32256)]
    [TestCase(AudioCodec.Pcma, 0x2a, -32256)]
    public void Expansion_Byte_IsTheStandardsValue(AudioCodec codec, int wire, int expected) =>
        Assert.That(G711.Expansion(codec)[wire] * 32768, Is.EqualTo(expected));

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.Pcma)]
    public void Compress_EveryExpandedByte_ComesBack(AudioCodec codec)
    {
        for (int wire = 0; wire < 256; wire++)
        {
            float value = G711.Expansion(codec)[wire];
            byte again = G711.Compress(codec, value);
            Assert.That(G711.Expansion(codec)[again], Is.EqualTo(value), $"byte {wire:x2}");
        }
    }

    [TestCase(AudioCodec.Pcmu)]
    [TestCase(AudioCodec.Pcma)]
    public void Compress_AnySample_IsWithinHalfAStep(AudioCodec codec)
    {
        for (int linear = -32768; linear < 32768; linear += 7)
        {
            float value = linear / 32768f;
            float again = G711.Expansion(codec)[G711.Compress(codec, value)];
            Assert.That(Math.Abs(again - value), Is.LessThan((Math.Abs(value) / 30) + 0.0006f), $"sample {linear}");
        }
    }
}

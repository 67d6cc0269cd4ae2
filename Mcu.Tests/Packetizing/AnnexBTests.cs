using Mcu.Core.Packetizing;

namespace Mcu.Tests.Packetizing;

/// <summary>Finding NAL units in a byte stream.</summary>
public sealed class AnnexBTests
{
    [TestCase("000001 6501 00000001 4102", "6501 4102")]
    [TestCase("00000001 6501 000000 000001 4102 0000", "6501 4102")]
    [TestCase("FFFF 000001 6501", "6501")]
    [TestCase("000001 000001 6501", "6501")]
    [TestCase("000001", "")]
    [TestCase("650102", "")]
    [TestCase("", "")]
    public void TryRead_Stream_GivesEachNalWithoutZeros(string stream, string expected)
    {
        ReadOnlySpan<byte> rest = Convert.FromHexString(stream.Replace(" ", string.Empty, StringComparison.Ordinal));
        List<string> nals = [];
        while (AnnexB.TryRead(ref rest, out ReadOnlySpan<byte> nal))
        {
            nals.Add(Convert.ToHexString(nal));
        }

        Assert.That(string.Join(' ', nals), Is.EqualTo(expected));
    }
}

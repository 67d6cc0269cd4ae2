using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Packetizing;

/// <summary>Sequence parameter sets of encoders, and of attackers.</summary>
public sealed class H264SpsTests
{
    private static readonly VideoDecoderLimits Limits = new();

    [TestCase("6742C01FD9005005BB011000000300100000030320F1832480", 66, 31, 1280, 720, 1, 1, Description = "baseline")]
    [TestCase("67640028ACD940780227E5C044000003000400000300C83C60C658", 100, 40, 1920, 1080, 1, 1, Description = "cropped")]
    [TestCase("674D401EECA05809360420000003002000000641E2C5B2C0", 77, 30, 704, 576, 12, 11, Description = "SAR of 4CIF")]
    [TestCase("67640028ACD94078044FDE022000000300200000064C08001E848003D09C98601F162D96", 100, 40, 1920, 1080, 1, 1, Description = "interlaced, HRD")]
    [TestCase("6742C00BD9030FE227C044000003000400000300C83C50A920", 66, 11, 178, 100, 1, 1, Description = "odd multiple of 2")]
    public void TryParse_OfX264_GivesSizeAndAspect(string hex, int profile, int level, int width, int height, int sarWidth, int sarHeight)
    {
        Assert.That(H264Sps.TryParse(Convert.FromHexString(hex), Limits, out H264Sps sps, out H264SpsError error), Is.True, error.ToString());
        Assert.That((sps.Profile, sps.Level, sps.Width, sps.Height), Is.EqualTo(((byte)profile, (byte)level, width, height)));
        Assert.That((sps.SarWidth, sps.SarHeight), Is.EqualTo((sarWidth, sarHeight)));
        Assert.That(sps.CodedWidth % 16 + (sps.CodedHeight % 16), Is.Zero);
        Assert.That(sps.MaxDpbFrames, Is.InRange(1, 16));
    }

    [TestCase(1024, 1024, H264SpsError.TooLarge, Description = "16k x 16k")]
    [TestCase(121, 68, H264SpsError.TooLarge)]
    [TestCase(120, 69, H264SpsError.TooLarge)]
    [TestCase(120, 68, H264SpsError.None)]
    [TestCase(65536, 1, H264SpsError.TooLarge)]
    [TestCase(1, 100_000_000, H264SpsError.TooLarge)]
    public void TryParse_Bombs_AreRefusedWithAReason(int macroblocksAcross, int macroblocksDown, H264SpsError expected)
    {
        byte[] nal = SpsBits.Build(macroblocksAcross, macroblocksDown, references: 1);
        bool parsed = H264Sps.TryParse(nal, Limits, out _, out H264SpsError error);
        Assert.That(error, Is.EqualTo(expected));
        Assert.That(parsed, Is.EqualTo(expected == H264SpsError.None));
    }

    [Test]
    public void TryParse_TooManyReferences_IsRefused()
    {
        bool parsed = H264Sps.TryParse(SpsBits.Build(40, 30, references: 17), Limits, out _, out H264SpsError error);
        Assert.That(parsed, Is.False);
        Assert.That(error, Is.EqualTo(H264SpsError.TooManyFrames));
    }

    [Test]
    public void TryParse_CroppedToNothing_IsRefused()
    {
        bool parsed = H264Sps.TryParse(SpsBits.Build(2, 2, references: 1, crop: 8), Limits, out _, out H264SpsError error);
        Assert.That(parsed, Is.False);
        Assert.That(error, Is.EqualTo(H264SpsError.BadValue));
    }

    [Test]
    public void TryParse_CutBeforeTheSizeIsKnown_IsTruncated()
    {
        byte[] whole = TestNals.Sps;
        for (int length = 0; length < 9; length++)
        {
            bool parsed = H264Sps.TryParse(whole.AsSpan(0, length), Limits, out _, out H264SpsError error);
            Assert.That(parsed, Is.False, length.ToString());
            Assert.That(error, Is.EqualTo(H264SpsError.Truncated));
        }
    }

    [Test]
    public void TryParse_CutWithinTheVui_KeepsTheSize()
    {
        for (int length = 10; length < TestNals.Sps.Length; length++)
        {
            Assert.That(H264Sps.TryParse(TestNals.Sps.AsSpan(0, length), Limits, out H264Sps sps, out _), Is.True);
            Assert.That((sps.Width, sps.Height), Is.EqualTo((1280, 720)));
        }
    }

    [Test]
    public void TryParse_AnotherNal_IsRefused()
    {
        Assert.That(H264Sps.TryParse(TestNals.Pps, Limits, out _, out H264SpsError error), Is.False);
        Assert.That(error, Is.EqualTo(H264SpsError.NotAnSps));
    }

    [Test]
    public void TryParse_AnyBytes_NeitherThrowsNorAllocatesNorExceedsTheLimits()
    {
        var random = new Random(3);
        var bytes = new byte[80];
        byte[] profiles = [66, 77, 100, 110, 244, 44];
        int worst = 0;
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                random.NextBytes(bytes);
                bytes[0] = 0x67;
                bytes[1] = profiles[random.Next(profiles.Length)];
                if (H264Sps.TryParse(bytes.AsSpan(0, random.Next(81)), Limits, out H264Sps sps, out _))
                {
                    worst = Math.Max(worst, sps.CodedWidth * sps.CodedHeight);
                }
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(worst, Is.InRange(1, 1920 * 1088));
    }
}

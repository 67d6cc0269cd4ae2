using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class ProfileLevelIdTests
{
    [TestCase("42e01f", "42e01f")]
    [TestCase("42E01F", "42e01f")]
    [TestCase(" 42e01f ", "42e01f")]
    [TestCase("42e01f42e01f", "42e01f")]
    [TestCase("profile-level-id=42801F", "42801f")]
    [TestCase("42801F, 42801F", "42801f")]
    [TestCase("42e01", "42000a")]
    [TestCase("0x64001f", "64001f")]
    [TestCase("nothing", "42000a")]
    [TestCase("", "42000a")]
    public void Salvage_MakesTheBestOfIt(string value, string expected) =>
        Assert.That(ProfileLevelId.Salvage(value).ToString(), Is.EqualTo(expected));

    [TestCase("42e01f", H264Profile.ConstrainedBaseline)]
    [TestCase("42c01f", H264Profile.ConstrainedBaseline)]
    [TestCase("4d801f", H264Profile.ConstrainedBaseline)]
    [TestCase("58c01f", H264Profile.ConstrainedBaseline)]
    [TestCase("42801f", H264Profile.Baseline)]
    [TestCase("42001f", H264Profile.Baseline)]
    [TestCase("4d001f", H264Profile.Main)]
    [TestCase("64001f", H264Profile.High)]
    [TestCase("640c1f", H264Profile.High)]
    [TestCase("6e001f", null)]
    [TestCase("58001f", null)]
    public void Profile_IsTheSubsetThatTheBytesName(string value, H264Profile? expected) =>
        Assert.That(ProfileLevelId.Salvage(value).Profile, Is.EqualTo(expected));

    [TestCase("42e01f", 3600)]
    [TestCase("42e00b", 396)]
    [TestCase("42f00b", 99)]
    [TestCase("64000b", 396)]
    [TestCase("640009", 99)]
    [TestCase("42e028", 8192)]
    [TestCase("42e0ff", 36864)]
    [TestCase("42e001", 99)]
    [TestCase("42e017", 1620)]
    public void Level_KnowsTheTableAndItsGaps(string value, int macroblocksPerFrame) =>
        Assert.That(ProfileLevelId.Salvage(value).Level.MaxMacroblocksPerFrame, Is.EqualTo(macroblocksPerFrame));

    [Test]
    public void AtLevel_LeavesLevel1B_DropsItsConstraint() =>
        Assert.That(ProfileLevelId.Salvage("42f00b").AtLevel(31).ToString(), Is.EqualTo("42e01f"));

    [TestCase(3600, 108_000, 2_000_000, 31)]
    [TestCase(3600, 90_000, 20_000_000, 32)]
    [TestCase(8160, 244_800, 4_000_000, 40)]
    [TestCase(920, 23_000, 1_000_000, 30)]
    [TestCase(99, 1485, 64_000, 10)]
    [TestCase(99_999, 1, 1, 52)]
    public void Covering_IsTheLowestThatSuffices(int blocks, int blocksPerSecond, int bits, int level) =>
        Assert.That(H264Level.Covering(blocks, blocksPerSecond, bits).LevelIdc, Is.EqualTo(level));
}

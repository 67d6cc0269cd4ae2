using Mcu.Node.Cli.Tables;

namespace Mcu.Tests.Cli.Tables;

/// <summary>How the page is shared.</summary>
public sealed class ColumnWidthsTests
{
    [Test]
    public void Share_EverythingFits_GivesEachWhatItNeeds() =>
        Assert.That(ColumnWidths.Share([(5, false), (20, true), (7, true)], 60), Is.EqualTo(new[] { 5, 20, 7 }));

    [Test]
    public void Share_TooLittle_TakesFromTheWidestOnly() =>
        Assert.That(ColumnWidths.Share([(10, false), (50, true), (8, true), (40, true)], 58), Is.EqualTo(new[] { 10, 20, 8, 20 }));

    [Test]
    public void Share_NoRoomAtAll_LeavesOneCharacter() =>
        Assert.That(ColumnWidths.Share([(30, false), (50, true)], 10), Is.EqualTo(new[] { 30, 1 }));
}

using Mcu.Node.Failover;

namespace Mcu.Tests.Failover;

/// <summary>Names of a recording's parts.</summary>
public sealed class RecordingPartsTests
{
    [TestCase("giao-ban.mkv", "giao-ban-part2.mkv")]
    [TestCase("giao-ban-part2.mkv", "giao-ban-part3.mkv")]
    [TestCase("giao-ban-part9.mkv", "giao-ban-part10.mkv")]
    [TestCase("giao-ban-partx.mkv", "giao-ban-partx-part2.mkv")]
    [TestCase("-part2.mkv", "-part2-part2.mkv")]
    [TestCase("họp", "họp-part2")]
    public void Next_OfAFile_CountsOn(string file, string next) => Assert.That(RecordingParts.Next(file), Is.EqualTo(next));
}

using Mcu.Node.Conferences;

namespace Mcu.Tests.Conferences;

public sealed class RecordingPlaceTests
{
    [TestCase("/var/lib/mcu/data", "/var/lib/mcu/data/recordings", "hop", "/var/lib/mcu/data/recordings/hop.mkv", "recordings/hop.mkv")]
    [TestCase("/var/lib/mcu/data", "/srv/video", "hop.MKV", "/srv/video/hop.MKV", "/srv/video/hop.MKV")]
    public void Of_FolderInsideOrOutsideTheData_IsShortInsideOnly(string data, string folder, string name, string path, string file) =>
        Assert.That(RecordingPlace.Of(data, folder, name), Is.EqualTo(new RecordingPlace(path, file)));
}

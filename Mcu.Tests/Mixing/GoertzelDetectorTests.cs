using Mcu.Core.Mixing;

namespace Mcu.Tests.Mixing;

/// <summary>Voices marked by tones.</summary>
public sealed class GoertzelDetectorTests
{
    [TestCase(-6f)]
    [TestCase(-40f)]
    public void LevelDbfs_ItsTone_IsMeasured(float dbfs)
    {
        float[] pcm = new float[9600];
        new ToneGenerator(1000, dbfs, syllables: false).Fill(pcm);
        Assert.That(Sound.ToneDbfs(pcm, 1000), Is.EqualTo(dbfs).Within(0.2));
    }

    [Test]
    public void LevelDbfs_OtherRoomsTones_AreFarBelow()
    {
        float[] pcm = new float[9600];
        GoertzelDetector detector = new(ToneGenerator.FrequencyOf(10));
        foreach (int room in (int[])[0, 9, 11, 40, 95])
        {
            new ToneGenerator(ToneGenerator.FrequencyOf(room)).Fill(pcm);
            detector.Reset();
            detector.Add(pcm);
            Assert.That(detector.LevelDbfs, Is.LessThan(-65), $"room {room}");
        }

        Assert.That(detector.Windows, Is.EqualTo(1));
    }

    [Test]
    public void FrequencyOf_AllRooms_WithinTelephoneBandAndApart()
    {
        double[] tones = [.. Enumerable.Range(0, ToneGenerator.DistinctTones).Select(ToneGenerator.FrequencyOf)];
        Assert.That(tones, Is.All.InRange(300, 3400));
        Assert.That(tones, Is.Ordered.Ascending.And.Unique);
    }
}

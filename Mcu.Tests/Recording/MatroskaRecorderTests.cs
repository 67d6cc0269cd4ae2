using Mcu.Core.Codecs;
using Mcu.Core.Codecs.Opus;
using Mcu.Core.Recording;
using Mcu.Core.Time;
using Mcu.Tests.Codecs;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Recording;

/// <summary>Recordings as an operator meets them: whole, cut off, and on a full disk.</summary>
public sealed class MatroskaRecorderTests
{
    private static readonly RecordingSettings Settings = new(320, 180, 25);
    private static readonly List<byte[]> Pictures = EncodedVideo.Make(VideoCodec.H264, 320, 180, 150, 300_000);
    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("recording").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Finish_SixSeconds_FileHoldsAllPicturesAndSound()
    {
        string path = Path.Combine(folder, "whole.mkv");
        using (MatroskaRecorder recorder = new(Create(path), Settings))
        {
            Feed(recorder, Pictures.Count);
            recorder.Finish();
            Assert.That(recorder.Error, Is.EqualTo(RecordingError.None), recorder.ErrorMessage);
            Assert.That(recorder.Duration.TotalSeconds, Is.EqualTo(6).Within(0.1));
            Assert.That(recorder.BytesWritten, Is.GreaterThan(100_000));
        }

        Probe probe = Probe.Of(path);
        Assert.That(probe.Codecs, Is.EqualTo((string[])["h264", "opus"]));
        Assert.That(probe.Packets, Is.EqualTo((int[])[Pictures.Count, 2 * Pictures.Count]));
        Assert.That(probe.Duration, Is.EqualTo(6).Within(0.2));
        Assert.That(probe.Errors, Is.Empty);
    }

    [Test]
    public void Pump_CopyOfTheGrowingFile_PlaysAndLacksLessThanTwoSeconds()
    {
        string path = Path.Combine(folder, "growing.mkv");
        string copy = Path.Combine(folder, "copy.mkv");
        using MatroskaRecorder recorder = new(Create(path), Settings);
        Feed(recorder, Pictures.Count);
        File.Copy(path, copy);
        Probe probe = Probe.Of(copy);
        Assert.That(probe.Packets[0], Is.GreaterThan(Pictures.Count - 50));
        Assert.That(probe.Packets[1], Is.GreaterThan(2 * (Pictures.Count - 50)));
    }

    [Test]
    public void Pump_FileCutAnywhere_StillPlays()
    {
        string path = Path.Combine(folder, "cut.mkv");
        using (MatroskaRecorder recorder = new(Create(path), Settings))
        {
            Feed(recorder, Pictures.Count);
        }

        using (FileStream file = new(path, FileMode.Open))
        {
            file.SetLength((file.Length * 3 / 5) + 7);
        }

        Assert.That(Probe.Of(path).Packets[0], Is.GreaterThan(50));
    }

    [Test]
    public void TryWriteVideo_BeforeAKeyFrame_IsNotTaken()
    {
        using MatroskaRecorder recorder = new(new MemoryStream(), Settings);
        Assert.That(recorder.TryWriteVideo(Pictures[1], false, At(0)), Is.False);
        Assert.That(recorder.TryWriteVideo(Pictures[0], true, At(40)), Is.True);
        Assert.That(recorder.TryWriteVideo(Pictures[1], false, At(80)), Is.True);
    }

    [Test]
    public void TryWriteVideo_WriterHangs_PicturesAreLeftOutUntilAKeyFrame()
    {
        using MatroskaRecorder recorder = new(new MemoryStream(), Settings);
        int taken = 0;
        while (recorder.TryWriteVideo(Pictures[taken == 0 ? 0 : 1], taken == 0, At(taken * 40)))
        {
            taken++;
        }

        Assert.That(taken, Is.InRange(50, 500));
        recorder.Pump(At(60_000));
        Assert.That(recorder.TryWriteVideo(Pictures[1], false, At(60_000)), Is.False);
        Assert.That(recorder.TryWriteVideo(Pictures[0], true, At(60_040)), Is.True);
        Assert.That(recorder.Dropped, Is.EqualTo(1));
    }

    [Test]
    public void Pump_DiskFull_SaysSoAndTakesNoMore()
    {
        using MatroskaRecorder recorder = new(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, 0), Settings);
        Feed(recorder, 100);
        Assert.That(recorder.Error, Is.EqualTo(RecordingError.DiskFull));
        Assert.That(recorder.ErrorMessage, Is.Not.Empty);
        Assert.That(recorder.Pump(At(100_000)), Is.False);
        Assert.That(recorder.TryWriteVideo(Pictures[0], true, At(100_000)), Is.False);
        Assert.That(recorder.TryWriteAudio([0], At(100_000)), Is.False);
    }

    [Test]
    public void Pump_StreamThrows_IsAnErrorNotAnException()
    {
        MemoryStream stream = new();
        using MatroskaRecorder recorder = new(stream, Settings);
        Feed(recorder, 30);
        stream.Dispose();
        Feed(recorder, 100);
        Assert.That(recorder.Error, Is.EqualTo(RecordingError.WriteFailed));
    }

    [Test]
    public void Pump_TimestampsThatStepBack_DoNotEndTheRecording()
    {
        using MatroskaRecorder recorder = new(new MemoryStream(), Settings);
        recorder.TryWriteVideo(Pictures[0], true, At(1000));
        recorder.TryWriteVideo(Pictures[1], false, At(990));
        recorder.TryWriteVideo(Pictures[2], false, At(990));
        recorder.Finish();
        Assert.That(recorder.Error, Is.EqualTo(RecordingError.None), recorder.ErrorMessage);
    }

    [Test]
    public void Pump_InSteadyState_AllocatesNothing()
    {
        using MatroskaRecorder recorder = new(Stream.Null, Settings);
        int written = 0;
        long allocated = Allocations.Of(() =>
        {
            recorder.TryWriteVideo(Pictures[0], written == 0, At(written * 40));
            recorder.Pump(At(written++ * 40));
        }, calls: 300);
        Assert.That(allocated, Is.Zero);
    }

    private static FileStream Create(string path) =>
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private static Instant At(double milliseconds) => Instant.FromMilliseconds(5000 + milliseconds);

    private static void Feed(MatroskaRecorder recorder, int pictures)
    {
        using OpusAudioEncoder encoder = new(new AudioEncoderSettings());
        byte[] payload = new byte[1200];
        float[] sound = Tones.Sine(440, 960);
        for (int i = 0; i < pictures; i++)
        {
            recorder.TryWriteVideo(Pictures[i], i == 0, At(i * 40));
            for (int half = 0; half < 2; half++)
            {
                int length = encoder.Encode(sound, payload);
                recorder.TryWriteAudio(payload.AsSpan(0, length), At((i * 40) + (half * 20)));
            }

            recorder.Pump(At((i * 40) + 40));
        }
    }
}

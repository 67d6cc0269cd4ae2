using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Recording;
using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Conferences;

/// <summary>
/// A conference's recording (ghi hình): taps on the picture's encoder and on the whole mix fill bounded queues, and a
/// thread of its own writes the file. A full disk ends the recording, never the meeting.
/// </summary>
public sealed class ConferenceRecording : IVideoTap, IAudioTap, ILoopBody, IDisposable
{
    private static readonly TimeSpan DiskInterval = TimeSpan.FromSeconds(5);

    private readonly MatroskaRecorder recorder;
    private readonly IAudioEncoder audioEncoder;
    private readonly PeriodicLoop writer;
    private readonly Action<ConferenceRecording, RecordingError, string> onFailed;
    private readonly byte[] payload = new byte[1200];
    private readonly DriveInfo disk;
    private Instant nextDiskLook = Instant.Distant;
    private long freeBytes = long.MaxValue;
    private bool failed;

    /// <summary>Starts to write into a stream that is disposed of with the recording.</summary>
    public ConferenceRecording(RecordingPlace place, Stream target, RecordingSettings settings, ICodecFactory codecs, Action<ConferenceRecording, RecordingError, string> onFailed, ILoopObserver observer)
    {
        (Path, File) = place;
        this.onFailed = onFailed;
        disk = new DriveInfo(System.IO.Path.GetDirectoryName(place.Path)!);
        recorder = new MatroskaRecorder(target, settings);
        audioEncoder = codecs.CreateAudioEncoder(AudioCodec.Opus, new AudioEncoderSettings(48_000));
        writer = new PeriodicLoop(new PeriodicLoopOptions { Name = "recording", Period = TimeSpan.FromMilliseconds(100) }, this, observer);
        writer.Start();
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The file within the data folder.</summary>
    public string File { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>Bytes written.</summary>
    public long BytesWritten => recorder.BytesWritten;

    /// <summary>Room on the disk, bytes, as it was at most five seconds ago. Any thread.</summary>
    public long FreeBytes => Volatile.Read(ref freeBytes);

    /// <inheritdoc/>
    public bool OnAccessUnit(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, Instant capturedAt) =>
        recorder.TryWriteVideo(accessUnit, isKeyFrame, capturedAt) || recorder.Error != RecordingError.None;

    /// <inheritdoc/>
    public void OnMix(ReadOnlySpan<float> frame, Instant now) =>
        recorder.TryWriteAudio(payload.AsSpan(0, audioEncoder.Encode(frame, payload)), now);

    /// <inheritdoc/>
    public void Tick(Instant due, Instant now)
    {
        if (!recorder.Pump(now) && !failed)
        {
            failed = true;
            onFailed(this, recorder.Error, recorder.ErrorMessage);
        }

        if (now >= nextDiskLook)
        {
            nextDiskLook = now + DiskInterval;
            Volatile.Write(ref freeBytes, disk.AvailableFreeSpace); // may wait for the disk: this thread's own matter
        }
    }

    /// <summary>Finishes the file. The plans must not name the recording any more.</summary>
    public void Dispose()
    {
        writer.Dispose();
        recorder.Finish();
        recorder.Dispose();
        audioEncoder.Dispose();
    }
}

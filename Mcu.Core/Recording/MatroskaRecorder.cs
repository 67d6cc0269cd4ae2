using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Time;
using Mcu.Core.Packetizing;

namespace Mcu.Core.Recording;

/// <summary>
/// Records a conference. The video loop and the audio loop give packets and go on at once; one writer's thread calls
/// <see cref="Pump"/> every 100 ms or so. What is in the file is at most about a second older than the last pump, so a kill loses
/// less than 2 s. A failure ends the recording, is kept in <see cref="Error"/>, and never reaches the loops.
/// </summary>
public sealed class MatroskaRecorder : IDisposable
{
    private const int VideoCapacity = 128;
    private const int AudioCapacity = 256;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    // How long one stream's packet waits for an earlier one of the other stream.
    private static readonly TimeSpan OrderWindow = TimeSpan.FromMilliseconds(200);
    private readonly RecordingSettings settings;
    private readonly MatroskaWriter writer;
    private readonly RecordingQueue video = new(VideoCapacity);
    private readonly RecordingQueue audio = new(AudioCapacity);
    private bool needsKeyFrame = true; // the video loop's own
    private Instant start;
    private Instant end;
    private Instant nextFlush = Instant.Distant;
    private bool begun;
    private int error; // RecordingError, read by the loops
    private long dropped;

    /// <summary>
    /// Starts a recording into a stream, best an unbuffered file, which it takes over. The first packet written is a key frame:
    /// ask the encoder for one (<see cref="Conferences.Media.SharedVideoEncoder.SetTap"/> does).
    /// </summary>
    public MatroskaRecorder(Stream target, RecordingSettings settings)
    {
        this.settings = settings;
        writer = new MatroskaWriter(target);
    }

    /// <summary>What has ended the recording.</summary>
    public RecordingError Error => (RecordingError)Volatile.Read(ref error);

    /// <summary>The system's words for <see cref="Error"/>.</summary>
    public string ErrorMessage { get; private set; } = string.Empty;

    /// <summary>From the first picture to the last packet written.</summary>
    public TimeSpan Duration => begun ? end - start : TimeSpan.Zero;

    /// <summary>Bytes in the file.</summary>
    public long BytesWritten => writer.BytesWritten;

    /// <summary>Packets lost because the disk was slower than the conference.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>
    /// Gives an access unit (H.264, Annex B). False when it is not taken: then pictures are left out until the next key frame, and
    /// the caller should ask the encoder for one. The video loop's thread only.
    /// </summary>
    public bool TryWriteVideo(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, Instant at)
    {
        if (Error != RecordingError.None || (needsKeyFrame && !isKeyFrame))
        {
            return false;
        }

        needsKeyFrame = !video.TryWrite(accessUnit, isKeyFrame, at);
        if (needsKeyFrame)
        {
            Interlocked.Increment(ref dropped);
        }

        return !needsKeyFrame;
    }

    /// <summary>Gives a 20 ms Opus packet. False when it is not taken. The audio loop's thread only.</summary>
    public bool TryWriteAudio(ReadOnlySpan<byte> payload, Instant at)
    {
        if (Error != RecordingError.None)
        {
            return false;
        }

        bool taken = audio.TryWrite(payload, isKeyFrame: true, at);
        if (!taken)
        {
            Interlocked.Increment(ref dropped);
        }

        return taken;
    }

    /// <summary>Writes what is due. False when the recording has failed. The writer's thread only; it may wait for the disk.</summary>
    public bool Pump(Instant now)
    {
        Drain(now - OrderWindow);
        if (Error == RecordingError.None && begun && now >= nextFlush)
        {
            Check(writer.Flush());
            nextFlush = now + FlushInterval;
        }

        return Error == RecordingError.None;
    }

    /// <summary>Writes all that waits and closes the file properly. The writer's thread, after the loops have let go.</summary>
    public void Finish()
    {
        Drain(Instant.Never);
        if (begun && Error == RecordingError.None)
        {
            Check(writer.End());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    // The older of the two heads goes first; a lone one waits for its order until it is due.
    private void Drain(Instant due)
    {
        while (Error == RecordingError.None)
        {
            RecordingPacket? picture = video.Peek();
            RecordingPacket? sound = audio.Peek();
            bool pictureFirst = picture is not null && (sound is null || picture.At <= sound.At);
            RecordingPacket? next = pictureFirst ? picture : sound;
            if (next is null || ((picture is null || sound is null) && next.At > due))
            {
                return;
            }

            Write(next, pictureFirst);
            (pictureFirst ? video : audio).Release();
        }
    }

    private void Write(RecordingPacket packet, bool isVideo)
    {
        if (!begun && !(isVideo && TryBegin(packet)))
        {
            return; // sound before the first picture
        }

        long milliseconds = Math.Max(0, (long)(packet.At - start).TotalMilliseconds);
        Check(isVideo
            ? writer.WriteVideo(packet.Payload, milliseconds, packet.IsKeyFrame)
            : writer.WriteAudio(packet.Payload, milliseconds));
        end = Instant.Later(end, packet.At);
    }

    private bool TryBegin(RecordingPacket keyFrame)
    {
        byte[] parameterSets = AnnexB.ParameterSets(keyFrame.Payload);
        if (parameterSets.Length == 0)
        {
            return false;
        }

        begun = true;
        start = end = keyFrame.At;
        nextFlush = start + FlushInterval;
        return Check(writer.Begin(settings, parameterSets));
    }

    private bool Check(int result)
    {
        if (result >= 0 && writer.Failure is null)
        {
            return true;
        }

        (RecordingError reason, ErrorMessage) = RecordingFailure.Explain(writer.Failure, result);
        Volatile.Write(ref error, (int)reason);
        return false;
    }
}

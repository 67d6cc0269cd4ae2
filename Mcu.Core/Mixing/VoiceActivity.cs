namespace Mcu.Core.Mixing;

/// <summary>
/// Tells somebody speaking from a room's steady sound, by level alone: speech falls back to the room's own noise
/// several times in three seconds, a fan or an air conditioner never does. Told one level per 20 ms frame.
/// </summary>
public sealed class VoiceActivity
{
    /// <summary>Nothing below this counts as a voice, however quiet the room.</summary>
    public const float MinimumDbfs = -55f;

    private const float AboveNoise = 8f; // dB over the room's own noise
    private const int OnsetFrames = 2; // a single loud frame is a click
    private const int HangoverFrames = 25; // 500 ms: the pauses between words are part of speaking
    private const int FramesPerBucket = 25;
    private const float ReleasePerFrame = 0.6f; // dB: 30 dB/s
    private readonly float[] minima = new float[6]; // six half-seconds
    private int bucket;
    private int framesInBucket;
    private int loudFrames;
    private int hangover;

    /// <summary>Starts with a silent room.</summary>
    public VoiceActivity() => Array.Fill(minima, AudioLevel.FloorDbfs);

    /// <summary>Somebody speaks, or did so within the last half second.</summary>
    public bool IsVoice => hangover > 0;

    /// <summary>The level, rising at once and falling by 30 dB/s, so that ranks do not change between syllables.</summary>
    public float LevelDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>The room's own noise: the quietest frame of the last three seconds.</summary>
    public float NoiseDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>Takes in the next frame's level.</summary>
    public void Observe(float rmsDbfs)
    {
        LevelDbfs = Math.Max(rmsDbfs, LevelDbfs - ReleasePerFrame);
        FollowNoise(rmsDbfs);
        bool loud = rmsDbfs > MinimumDbfs && rmsDbfs > NoiseDbfs + AboveNoise;
        loudFrames = loud ? loudFrames + 1 : 0;
        hangover = loudFrames >= OnsetFrames ? HangoverFrames : Math.Max(0, hangover - 1);
    }

    private void FollowNoise(float rmsDbfs)
    {
        if (framesInBucket == FramesPerBucket)
        {
            framesInBucket = 0;
            bucket = (bucket + 1) % minima.Length;
            minima[bucket] = rmsDbfs;
        }

        framesInBucket++;
        minima[bucket] = Math.Min(minima[bucket], rmsDbfs);
        float lowest = minima[0];
        foreach (float minimum in minima)
        {
            lowest = Math.Min(lowest, minimum);
        }

        NoiseDbfs = lowest;
    }
}

using Mcu.Core.Codecs;
using Mcu.Core.Mixing;

namespace Mcu.Node.Simulate.Sound;

/// <summary>One room's sound, encoded ahead of time in 20 ms payloads: a turn to speak, and silence for between.</summary>
internal sealed class SoundClip
{
    private const int SilentFrames = 50;
    private const int LargestPayload = 1200;

    private readonly byte[][] turn;
    private readonly byte[][] silence;

    private SoundClip(AudioCodec codec, int timestampStep, byte[][] turn, byte[][] silence)
    {
        Codec = codec;
        TimestampStep = timestampStep;
        this.turn = turn;
        this.silence = silence;
    }

    public AudioCodec Codec { get; }

    /// <summary>RTP timestamp units of a payload.</summary>
    public int TimestampStep { get; }

    /// <summary>Encodes a turn.</summary>
    public static SoundClip Encode(ICodecFactory codecs, AudioCodec codec, ReadOnlySpan<float> speech)
    {
        using IAudioEncoder encoder = codecs.CreateAudioEncoder(codec, new AudioEncoderSettings(Complexity: 2));
        float[] quiet = new float[SilentFrames * AudioFrame.Samples];
        byte[][] pause = Encode(encoder, quiet);
        return new SoundClip(codec, encoder.TimestampStep, Encode(encoder, speech), pause);
    }

    /// <summary>The payload to send.</summary>
    /// <param name="intoTurn">How far the room is in its turn; null while it is silent.</param>
    /// <param name="frame">Counts 20 ms.</param>
    public ReadOnlySpan<byte> At(TimeSpan? intoTurn, long frame) => intoTurn is { } into
        ? turn[Math.Min(turn.Length - 1, (int)(into / AudioFrame.Duration))]
        : silence[frame % silence.Length];

    private static byte[][] Encode(IAudioEncoder encoder, ReadOnlySpan<float> pcm)
    {
        var payloads = new byte[pcm.Length / AudioFrame.Samples][];
        Span<byte> payload = stackalloc byte[LargestPayload];
        for (int i = 0; i < payloads.Length; i++)
        {
            int length = encoder.Encode(pcm.Slice(i * AudioFrame.Samples, AudioFrame.Samples), payload);
            payloads[i] = payload[..length].ToArray();
        }

        return payloads;
    }
}

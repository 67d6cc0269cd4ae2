namespace Mcu.Core.Codecs;

/// <summary>Encodes one sound stream from 20 ms frames of 48 kHz mono float. Not thread-safe.</summary>
public interface IAudioEncoder : IDisposable
{
    /// <summary>What it makes.</summary>
    AudioCodec Codec { get; }

    /// <summary>RTP timestamp units in one 20 ms frame: 960 for Opus, 160 for the others (G.722 too, RFC 3551 §4.5.2).</summary>
    int TimestampStep { get; }

    /// <summary>Encodes exactly 960 samples into one payload; returns its bytes (at most 1200).</summary>
    int Encode(ReadOnlySpan<float> pcm, Span<byte> payload);

    /// <summary>Forgets the past, as for a new listener.</summary>
    void Reset();
}

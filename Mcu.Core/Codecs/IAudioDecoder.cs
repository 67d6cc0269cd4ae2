namespace Mcu.Core.Codecs;

/// <summary>
/// Decodes one sound stream to 48 kHz mono float (full scale is ±1). Not thread-safe: it belongs to one loop.
/// </summary>
public interface IAudioDecoder : IDisposable
{
    /// <summary>What it decodes.</summary>
    AudioCodec Codec { get; }

    /// <summary>
    /// Decodes one RTP payload. Returns samples written (at most 120 ms = 5760), or -1 when the payload is broken.
    /// </summary>
    int Decode(ReadOnlySpan<byte> payload, Span<float> pcm);

    /// <summary>
    /// Recovers the lost packet before <paramref name="next"/> from the redundancy inside it (Opus FEC, RFC 6716
    /// §2.1.7), filling exactly <paramref name="pcm"/>. False when the codec or the packet carries none.
    /// </summary>
    bool TryRecover(ReadOnlySpan<byte> next, Span<float> pcm);

    /// <summary>Fills <paramref name="pcm"/> with the codec's guess at what was lost.</summary>
    void Conceal(Span<float> pcm);

    /// <summary>How many 48 kHz samples a payload holds, without decoding it; -1 when it is broken.</summary>
    int DurationOf(ReadOnlySpan<byte> payload);
}

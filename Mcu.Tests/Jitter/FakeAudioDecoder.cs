using System.Buffers.Binary;
using Mcu.Core.Codecs;

namespace Mcu.Tests.Jitter;

/// <summary>
/// Payloads that say which samples of an endless 1 kHz tone they hold: 8 bytes of position, 2 of count, 1 of flags.
/// </summary>
internal sealed class FakeAudioDecoder(AudioCodec codec = AudioCodec.Opus) : IAudioDecoder
{
    public const int PayloadLength = 11;
    private static readonly float[] Period = [.. Enumerable.Range(0, 48).Select(i => 0.5f * (float)Math.Sin(Math.Tau * i / 48))];
    private long continues;

    public AudioCodec Codec => codec;

    public int Decoded { get; private set; }

    public int Concealed { get; private set; }

    /// <summary>How many samples each recovery was asked for; -1 when not always the same.</summary>
    public int RecoveredLength { get; private set; }

    public bool IsDisposed { get; private set; }

    public static void Write(Span<byte> payload, long position, int count, bool hasRedundancy)
    {
        BinaryPrimitives.WriteInt64BigEndian(payload, position);
        BinaryPrimitives.WriteUInt16BigEndian(payload[8..], (ushort)count);
        payload[10] = hasRedundancy ? (byte)1 : (byte)0;
    }

    public int Decode(ReadOnlySpan<byte> payload, Span<float> pcm)
    {
        if (payload.Length < PayloadLength)
        {
            pcm[..960].Clear();
            return payload.Length is 1 or 2 ? 960 : -1;
        }

        int count = DurationOf(payload);
        continues = BinaryPrimitives.ReadInt64BigEndian(payload);
        Tone(pcm[..count]);
        Decoded++;
        return count;
    }

    public bool TryRecover(ReadOnlySpan<byte> next, Span<float> pcm)
    {
        if (next.Length < PayloadLength || next[10] == 0)
        {
            return false;
        }

        continues = BinaryPrimitives.ReadInt64BigEndian(next) - pcm.Length;
        Tone(pcm);
        RecoveredLength = RecoveredLength is 0 || RecoveredLength == pcm.Length ? pcm.Length : -1;
        return true;
    }

    public void Conceal(Span<float> pcm)
    {
        Concealed += pcm.Length;
        Tone(pcm);
    }

    public int DurationOf(ReadOnlySpan<byte> payload) => payload.Length switch
    {
        1 or 2 => 960,
        < PayloadLength => -1,
        _ => BinaryPrimitives.ReadUInt16BigEndian(payload[8..]),
    };

    public void Dispose() => IsDisposed = true;

    private void Tone(Span<float> pcm)
    {
        for (int i = 0; i < pcm.Length; i++)
        {
            pcm[i] = Period[(int)((continues + i) % 48)];
        }

        continues += pcm.Length;
    }
}

using Mcu.Core.Codecs;

namespace Mcu.Core.Mixing;

/// <summary>An encoder with the payload it made last, and the frame it made it for.</summary>
internal sealed class EncoderLine(IAudioEncoder encoder) : IDisposable
{
    private readonly byte[] bytes = new byte[1200];
    private int length;

    public ReadOnlySpan<byte> Payload => bytes.AsSpan(0, length);

    public int TimestampStep => encoder.TimestampStep;

    public long LastFrame { get; private set; } = long.MinValue / 2;

    public void Encode(ReadOnlySpan<float> pcm, long frame)
    {
        length = encoder.Encode(pcm, bytes);
        LastFrame = frame;
    }

    /// <summary>
    /// Brings the encoder to (nearly) the state of one that has encoded the common mix all along, which is the state
    /// that the listener's decoder is in.
    /// </summary>
    public void WarmUp(MixHistory history, long frame)
    {
        encoder.Reset();
        for (int ago = history.Count; ago > 0; ago--)
        {
            Encode(history.Before(ago), frame - ago);
        }
    }

    public void Dispose() => encoder.Dispose();
}

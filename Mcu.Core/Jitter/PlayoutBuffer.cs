using Mcu.Core.Codecs;
using Mcu.Core.Time;

namespace Mcu.Core.Jitter;

/// <summary>placeholder of the surface</summary>
public sealed class PlayoutBuffer(IAudioDecoder decoder, PlayoutOptions? options = null) : IDisposable
{
    private readonly PlayoutOptions options = options ?? new();

    /// <summary>Counters and gauges.</summary>
    public PlayoutStatistics Statistics => new() { TargetMs = options.InitialDelayMs };

    /// <summary>Takes a packet in; owns its buffer from now on.</summary>
    public void Push(in AudioPacket packet, Instant arrival) => packet.Buffer.Return();

    /// <summary>Gives the next 960 samples at 48 kHz.</summary>
    public PlayoutState Pull(Span<float> pcm, Instant now)
    {
        pcm.Clear();
        return PlayoutState.Idle;
    }

    /// <summary>Returns all buffers and frees the decoder.</summary>
    public void Dispose() => decoder.Dispose();
}

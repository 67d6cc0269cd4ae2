using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Jitter;
using Mcu.Core.Time;

namespace Mcu.Tests.Jitter;

/// <summary>
/// A sender, a network and an audio loop on a fake clock. Set the sender's and the network's habits, then
/// <see cref="Run"/>; look at <see cref="Pulled"/>, or at the buffer.
/// </summary>
internal sealed class PlayoutBench : IDisposable
{
    private readonly PriorityQueue<AudioPacket, double> network = new();
    private readonly float[] frame = new float[960];
    private double sendAtMs;
    private double pullAtMs;
    private long position;
    private ushort sequence = 65500; // wraps early
    private uint timestamp = uint.MaxValue - 5000;
    private readonly Random random;

    public PlayoutBench(AudioCodec codec = AudioCodec.Opus, int seed = 1, double firstPullMs = 7)
    {
        random = new(seed);
        pullAtMs = firstPullMs;
        Decoder = new(codec);
        Buffer = new(Decoder);
    }

    public FakeAudioDecoder Decoder { get; }

    public PlayoutBuffer Buffer { get; }

    public PacketPool Pool { get; } = new(4096);

    public double PtimeMs { get; set; } = 20;

    public double DriftPpm { get; set; }

    public double LossShare { get; set; }

    public bool Redundancy { get; set; }

    public uint Ssrc { get; set; } = 0x1234;

    /// <summary>The sender says nothing: time passes for it, sequence numbers don't.</summary>
    public bool Paused { get; set; }

    public bool TimestampsStandInPause { get; set; }

    public bool Dtx { get; set; }

    public int Copies { get; set; } = 1;

    public double TimestampFactor { get; set; } = 1;

    /// <summary>Delay of a packet sent at this moment, in ms.</summary>
    public Func<double, Random, double> DelayMs { get; set; } = (_, _) => 10;

    /// <summary>What the buffer itself has allocated.</summary>
    public long AllocatedBytes { get; set; }

    /// <summary>How many times faster than real time the sender sends.</summary>
    public double Flood { get; set; } = 1;

    public PlayoutStatistics Statistics => Buffer.Statistics;

    /// <summary>Sees each frame as it is pulled.</summary>
    public Action<PlayoutState, float[]>? Pulled { get; set; }

    public void Run(double seconds)
    {
        double until = pullAtMs + (seconds * 1000);
        while (pullAtMs < until)
        {
            while (sendAtMs <= pullAtMs)
            {
                Send();
            }

            while (network.TryPeek(out AudioPacket packet, out double at) && at <= pullAtMs)
            {
                network.Dequeue();
                long beforePush = GC.GetAllocatedBytesForCurrentThread();
                Buffer.Push(packet, Instant.FromMilliseconds(at));
                AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - beforePush;
            }

            long beforePull = GC.GetAllocatedBytesForCurrentThread();
            PlayoutState state = Buffer.Pull(frame, Instant.FromMilliseconds(pullAtMs));
            AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - beforePull;
            Pulled?.Invoke(state, frame);
            pullAtMs += 20;
        }
    }

    public void RestartSequence() => sequence += 20000;

    public void Dispose()
    {
        while (network.TryDequeue(out AudioPacket packet, out _))
        {
            packet.Buffer.Return();
        }

        Buffer.Dispose();
    }

    private void Send()
    {
        int count = (int)(PtimeMs * 48);
        if (!Paused || Dtx)
        {
            for (int copy = 0; copy < Copies; copy++)
            {
                Transmit(count);
            }

            sequence++;
        }

        double spent = Paused && Dtx ? 400 : PtimeMs;
        position += (long)(spent * 48);
        if (!Paused || !TimestampsStandInPause)
        {
            timestamp += (uint)(spent * (Decoder.Codec == AudioCodec.Opus ? 48 : 8) * TimestampFactor);
        }

        sendAtMs += spent / (1 + (DriftPpm * 1e-6)) / Flood;
    }

    private void Transmit(int count)
    {
        double delay = DelayMs(sendAtMs, random);
        if (random.NextDouble() < LossShare || !Pool.TryRent(out PacketBuffer? buffer))
        {
            return;
        }

        buffer.Length = Paused ? 13 : 12 + FakeAudioDecoder.PayloadLength;
        FakeAudioDecoder.Write(buffer.Bytes.AsSpan(12), position, count, Redundancy);
        network.Enqueue(new(buffer, 12, buffer.Length - 12, Ssrc, sequence, timestamp), sendAtMs + delay);
    }
}

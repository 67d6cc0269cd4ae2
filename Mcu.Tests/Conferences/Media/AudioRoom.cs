using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

/// <summary>
/// A room with a voice of one tone, in memory: what it says goes to its leg as RTP, what its leg sends is decoded and
/// every room's tone looked for in it.
/// </summary>
internal sealed class AudioRoom : IDatagramSender, IDisposable
{
    private const byte Type = 9;

    private readonly float[] spoken = new float[960];
    private readonly float[] heard = new float[5760];
    private readonly byte[] payload = new byte[1200];
    private readonly ToneGenerator voice;
    private readonly IAudioEncoder encoder;
    private readonly IAudioDecoder decoder;
    private readonly PacketPool pool;
    private readonly GoertzelDetector[] ears;
    private readonly uint ssrc;
    private readonly bool isHigh;
    private ushort sequence;
    private uint lastTimestamp;

    public AudioRoom(int number, int rooms, PacketPool pool, ICodecFactory codecs, AudioCodec codec = AudioCodec.G722)
    {
        this.pool = pool;
        Number = number;
        ssrc = (uint)(1000 + number);
        isHigh = codec == AudioCodec.Opus;
        voice = new ToneGenerator(ToneGenerator.FrequencyOf(number * 7));
        ears = [.. Enumerable.Range(0, rooms).Select(room => new GoertzelDetector(ToneGenerator.FrequencyOf(room * 7)))];
        var settings = new AudioEncoderSettings();
        encoder = codecs.CreateAudioEncoder(codec, settings);
        decoder = codecs.CreateAudioDecoder(codec);
        Receive = new AudioReceivePath(new AudioReceiveFormat(codec, PayloadTypeSet.Of(Type), ClockRate, default), codecs, _ => { });
        var line = new RtpStreamLine(ClockRate, new SeededRandom(number));
        Leg = new AudioLeg($"room-{number}", Receive, new AudioSendFormat(codec, settings), Type, line, this);
    }

    public int Number { get; }

    public AudioReceivePath Receive { get; }

    public AudioLeg Leg { get; }

    public bool IsTalking { get; set; } = true;

    /// <summary>Packets that came.</summary>
    public int Got { get; private set; }

    /// <summary>Steps of the timestamp that were not one frame.</summary>
    public int OddSteps { get; private set; }

    private int ClockRate => isHigh ? 48000 : 8000;

    public AudioPlanLeg Plan(bool muted = false, double gain = 0, bool listens = true, bool floor = false) =>
        new(Leg, gain, muted, floor, listens);

    /// <summary>Says one frame, 20 ms.</summary>
    public void Speak(Instant now)
    {
        if (IsTalking)
        {
            voice.Fill(spoken);
        }
        else
        {
            spoken.AsSpan().Clear();
        }

        if (!pool.TryRent(out PacketBuffer? packet))
        {
            throw new InvalidOperationException("Packets are not given back.");
        }

        int length = encoder.Encode(spoken, payload);
        var header = new RtpHeader(Type, Marker: false, sequence, (uint)(sequence * ClockRate / 50), ssrc);
        sequence++;
        packet.Length = RtpWriter.Write(packet.Bytes, header, payload.AsSpan(0, length));
        Receive.Receive(packet, now);
    }

    public void Send(ReadOnlySpan<byte> datagram)
    {
        if (!RtpPacket.TryParse(datagram, out RtpPacket packet, out _))
        {
            throw new InvalidOperationException("not RTP");
        }

        OddSteps += Got > 0 && packet.Timestamp - lastTimestamp != ClockRate / 50 ? 1 : 0;
        lastTimestamp = packet.Timestamp;
        Got++;
        int samples = decoder.Decode(packet.Payload, heard);
        foreach (GoertzelDetector ear in ears)
        {
            ear.Add(heard.AsSpan(0, samples));
        }
    }

    public void SendMany(ReadOnlySpan<PacketBuffer> packets) => throw new NotSupportedException("sound is sent one by one");

    /// <summary>How loud another room was at its loudest since <see cref="Forget"/>.</summary>
    public float Hears(int room) => ears[room].LoudestDbfs;

    public void Forget() => Array.ForEach(ears, ear => ear.Reset());

    public void Dispose()
    {
        Receive.Dispose();
        encoder.Dispose();
        decoder.Dispose();
    }
}

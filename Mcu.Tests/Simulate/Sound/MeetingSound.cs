using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Mixing;
using Mcu.Core.Time;
using Mcu.Node.Simulate;
using Mcu.Node.Simulate.Sound;

namespace Mcu.Tests.Simulate.Sound;

/// <summary>
/// A whole round of a meeting's sound in memory: every room's voice through its codec into the mixer, and the mixer's
/// answer through that codec again to some listeners' probes. No network, so that all that is measured comes from codecs and mixer.
/// </summary>
internal sealed class MeetingSound
{
    private static readonly AudioCodec[] Codecs = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma];
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(80);

    private readonly FFmpegCodecFactory factory = new();
    private readonly AudioMixer mixer = new();
    private readonly TalkSchedule schedule;
    private readonly float[][] voices;
    private readonly Listener[] listeners;

    /// <summary>A meeting with listeners spread over its round, the first and the last place among them.</summary>
    public MeetingSound(int rooms, int listenerCount)
    {
        schedule = new TalkSchedule(rooms, seed: 1);
        voices = [.. Enumerable.Range(0, rooms).Select(VoiceOf)];
        MixInput[] inputs = [.. Enumerable.Range(0, rooms).Select(_ => mixer.Add())];
        IEnumerable<int> places = Enumerable.Range(0, listenerCount).Select(i => i * (rooms - 1) / (listenerCount - 1));
        listeners = [.. places.Select(place => RoomAt(place)).Select(room => new Listener(this, room, inputs[room]))];
        Inputs = inputs;
    }

    public IReadOnlyList<SoundProbe> Probes => [.. listeners.Select(listener => listener.Probe)];

    private MixInput[] Inputs { get; }

    /// <summary>Plays a round and a little more.</summary>
    /// <param name="ownFactor">How much of its own voice a listener gets back, as a broken mixer would send it.</param>
    public void Play(float ownFactor = 0)
    {
        TimeSpan length = (schedule.Step * voices.Length) + TalkSchedule.Turn;
        for (TimeSpan at = TimeSpan.Zero; at < length; at += AudioFrame.Duration)
        {
            for (int room = 0; room < voices.Length; room++)
            {
                Said(room, at).CopyTo(Inputs[room].Frame);
            }

            mixer.Mix(Instant.FromMilliseconds(at.TotalMilliseconds));
            foreach (Listener listener in listeners)
            {
                listener.Hear(at, ownFactor);
            }
        }
    }

    private static readonly float[] Silence = new float[AudioFrame.Samples];

    private AudioCodec CodecOf(int room) => Codecs[room % Codecs.Length];

    private int RoomAt(int place) => Enumerable.Range(0, schedule.Speakers).Single(room => schedule.PlaceOf(room) == place);

    private ReadOnlySpan<float> Said(int room, TimeSpan at) => schedule.Speaking(room, at) is { } into
        ? voices[room].AsSpan((int)(into / AudioFrame.Duration) * AudioFrame.Samples, AudioFrame.Samples)
        : Silence;

    private float[] VoiceOf(int room)
    {
        int place = schedule.PlaceOf(room);
        var voice = new Voice(Voice.PitchOf(room), schedule.ToneOf(room), Voice.LevelOf(place), seed: room);
        float[] pcm = voice.Speak(TalkSchedule.Turn);
        using var line = new CodecLine(factory, CodecOf(room));
        for (int i = 0; i + AudioFrame.Samples <= pcm.Length; i += AudioFrame.Samples)
        {
            line.Pass(pcm.AsSpan(i, AudioFrame.Samples)).CopyTo(pcm.AsSpan(i));
        }

        return pcm;
    }

    private sealed class Listener(MeetingSound meeting, int room, MixInput input) : ISpeakers
    {
        private readonly CodecLine line = new(meeting.factory, meeting.CodecOf(room));
        private readonly float[] frame = new float[AudioFrame.Samples];
        private SoundProbe? probe;

        public SoundProbe Probe => probe ??= new SoundProbe(meeting.schedule, room, this);

        // Only around the own turn: that is what is judged, and a long round takes long.
        public void Hear(TimeSpan at, float ownFactor)
        {
            if (meeting.schedule.Speaking(room, at) is not null || meeting.schedule.Speaking(room, at - TimeSpan.FromSeconds(1)) is not null)
            {
                meeting.mixer.MinusFor(input).CopyTo(frame);
                ReadOnlySpan<float> own = meeting.Said(room, at);
                for (int i = 0; i < own.Length; i++)
                {
                    frame[i] += own[i] * ownFactor;
                }

                Probe.Add(line.Pass(frame), at + OnTheWay);
            }
        }

        public bool IsSpeaking(int other, TimeSpan turnStart) => true;
    }

    private sealed class CodecLine(FFmpegCodecFactory factory, AudioCodec codec) : IDisposable
    {
        private readonly IAudioEncoder encoder = factory.CreateAudioEncoder(codec, new AudioEncoderSettings());
        private readonly IAudioDecoder decoder = factory.CreateAudioDecoder(codec);
        private readonly byte[] payload = new byte[1500];
        private readonly float[] pcm = new float[5760];

        public ReadOnlySpan<float> Pass(ReadOnlySpan<float> frame)
        {
            decoder.Decode(payload.AsSpan(0, encoder.Encode(frame, payload)), pcm);
            return pcm.AsSpan(0, AudioFrame.Samples);
        }

        public void Dispose()
        {
            encoder.Dispose();
            decoder.Dispose();
        }
    }
}
